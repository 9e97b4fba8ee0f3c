package io.antiphon.apps.helpline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Spoils a question as an English recogniser on a telephone line does: words dropped, or others that sound alike. */
final class Mishearing {
    private static final double CONFUSED = 0.35;
    private static final double DROPPED = 0.08;
    private static final double REPLACED = 0.08;
    private static final List<String> SMALL_WORDS =
            List.of("the", "and", "a", "in", "her", "is", "to", "it", "one", "there", "but", "now", "year", "oh");
    private static final Map<String, String> SOUNDS_LIKE = Map.ofEntries(
            Map.entry("breath", "bread"),
            Map.entry("breathing", "breeding"),
            Map.entry("breathe", "breed"),
            Map.entry("breathlessness", "breath less ness"),
            Map.entry("pain", "pan"),
            Map.entry("painkiller", "pink killer"),
            Map.entry("morphine", "more fine"),
            Map.entry("fever", "favor"),
            Map.entry("wound", "wind"),
            Map.entry("cough", "cuff"),
            Map.entry("coughing", "coffee"),
            Map.entry("sore", "saw"),
            Map.entry("sores", "source"),
            Map.entry("bedsores", "bed source"),
            Map.entry("itches", "inches"),
            Map.entry("mouth", "mouse"),
            Map.entry("swollen", "solon"),
            Map.entry("nausea", "nazi a"),
            Map.entry("vomit", "omit"),
            Map.entry("vomiting", "want meeting"),
            Map.entry("constipation", "consultation"),
            Map.entry("stool", "school"),
            Map.entry("sleep", "slip"),
            Map.entry("sleeping", "slipping"),
            Map.entry("bath", "bat"),
            Map.entry("dying", "diving"),
            Map.entry("death", "deaf"),
            Map.entry("hiccups", "he cups"),
            Map.entry("tired", "tied"),
            Map.entry("eat", "it"),
            Map.entry("feed", "feet"),
            Map.entry("feeding", "fitting"),
            Map.entry("phlegm", "flame"),
            Map.entry("medicine", "medical"),
            Map.entry("medicines", "many scenes"),
            Map.entry("bleeding", "reading"),
            Map.entry("blood", "blurred"),
            Map.entry("palliative", "pally of"),
            Map.entry("tongue", "tong"),
            Map.entry("turn", "term"),
            Map.entry("lift", "left"),
            Map.entry("father", "farther"),
            Map.entry("mother", "another"),
            Map.entry("afraid", "a frayed"),
            Map.entry("panic", "picnic"),
            Map.entry("weather", "whether"),
            Map.entry("train", "rain"),
            Map.entry("price", "prize"),
            Map.entry("cook", "could"),
            Map.entry("phone", "fun"),
            Map.entry("car", "care"),
            Map.entry("dog", "dock"),
            Map.entry("cat", "cut"),
            Map.entry("recipe", "rest if he"),
            Map.entry("bank", "bang"));

    private final RandomGenerator random;

    Mishearing(long seed) {
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    String hear(String said) {
        var heard = new ArrayList<String>();
        for (String word : List.of(said.replace("'", " ").split(" ", -1))) {
            double chance = random.nextDouble();
            String alike = SOUNDS_LIKE.get(word);
            if (alike != null && chance < CONFUSED) {
                heard.add(alike);
            } else if (chance > 1 - REPLACED) {
                heard.add(SMALL_WORDS.get(random.nextInt(SMALL_WORDS.size())));
            } else if (chance < 1 - REPLACED - DROPPED) {
                heard.add(word);
            }
        }
        return String.join(" ", heard);
    }
}
