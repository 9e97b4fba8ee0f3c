package io.antiphon.bench.listening;

import io.antiphon.bench.listening.Item.Hold;
import io.antiphon.bench.listening.Item.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Makes labelled recordings of one split's prompts; the same seed and number give the same recording. */
final class ItemMaker {
    /** Silence after the last word, in seconds. */
    private static final double TAIL = 3.0;

    private static final List<Condition> CONDITIONS = List.of(Condition.values());

    private static final double[] ECHO_GAINS = {-26, -32, -40};

    private final Prompts prompts;
    private final long seed;
    private final Making making;

    ItemMaker(Prompts prompts, long seed, Making making) {
        this.prompts = prompts;
        this.seed = seed;
        this.making = making;
    }

    /** A caller's turn with pauses that are no end, then silence. */
    Item turn(int number) {
        RandomGenerator random = random(Kind.TURN, number);
        Condition condition = CONDITIONS.get(number % CONDITIONS.size());
        List<Prompt> choice = language(number / CONDITIONS.size());
        int count = making.fewest() + random.nextInt(making.most() - making.fewest() + 1);
        List<Piece> pieces = new ArrayList<>();
        List<Hold> holds = new ArrayList<>();
        double start = 0.4 + 0.6 * random.nextDouble();
        double at = start;
        double speed = 1 + making.spread() * (2 * random.nextDouble() - 1);
        String language = "";
        for (int i = 0; i < count; i++) {
            Prompt prompt = draw(choice, random).at(speed);
            language = prompt.language();
            if (i > 0) {
                double pause = Pauses.draw(random);
                holds.add(new Hold(at, at + pause, false));
                at += pause;
            }
            int cut = 0;
            if (!prompt.gaps().isEmpty() && random.nextDouble() < making.inside()) {
                Prompt.Gap gap = prompt.gaps().get(random.nextInt(prompt.gaps().size()));
                double natural = (double) (gap.to() - gap.from()) / Prompt.RATE;
                double pause = Math.max(natural, Pauses.draw(random));
                pieces.add(new Piece(prompt, 0, gap.middle(), at));
                double quiet = at + (double) gap.from() / Prompt.RATE;
                holds.add(new Hold(quiet, quiet + pause, true));
                at += (double) gap.middle() / Prompt.RATE + pause - natural;
                cut = gap.middle();
            }
            pieces.add(new Piece(prompt, cut, prompt.samples().length, at));
            at += (double) (prompt.samples().length - cut) / Prompt.RATE;
        }
        Sound sound = new Sound(at + TAIL);
        double gain = Math.pow(10, (random.nextDouble() * 6 - 3) / 20);
        for (Piece piece : pieces) {
            sound.add(piece.prompt.samples(), piece.from, piece.to, Sound.at(piece.at), gain);
        }
        condition.lay(sound, choice, random);
        return new Item(
                id(Kind.TURN, number), Kind.TURN, language, condition, sound.telephone(), List.of(), start, at, holds);
    }

    /** The agent speaks, and something happens on the caller's line meanwhile. */
    Item overlap(Kind kind, int number) {
        RandomGenerator random = random(kind, number);
        Condition condition = CONDITIONS.get(number % CONDITIONS.size());
        List<Prompt> choice = language(number / CONDITIONS.size());
        List<Prompt> others = language(number / CONDITIONS.size() + 1);
        double length = 7;
        Sound agent = new Sound(length);
        for (int at = Sound.at(0.3); at < agent.samples.length; ) {
            float[] spoken = draw(others, random).samples();
            agent.add(spoken, at, 1);
            at += spoken.length + Sound.at(0.1 + 0.2 * random.nextDouble());
        }
        Sound caller = new Sound(length);
        double start = 1.5 + 1.5 * random.nextDouble();
        float[] heard = what(kind, choice, random);
        String language = choice.getFirst().language();
        if (kind == Kind.ECHO || random.nextInt(3) == 0) {
            boolean loudest = kind != Kind.ECHO;
            echo(agent, caller, loudest ? -32 : ECHO_GAINS[random.nextInt(3)], random);
        }
        caller.add(heard, Sound.at(start), Math.pow(10, (random.nextDouble() * 6 - 3) / 20));
        condition.lay(caller, choice, random);
        double end = start + (double) heard.length / Prompt.RATE;
        return new Item(
                id(kind, number),
                kind,
                language,
                condition,
                caller.telephone(),
                agent.telephone(),
                start,
                end,
                List.of());
    }

    private float[] what(Kind kind, List<Prompt> choice, RandomGenerator random) {
        return switch (kind) {
            case TURN, BARGE_IN -> draw(choice, random).samples();
            case BACKCHANNEL -> {
                List<Prompt> words = prompts.words().stream()
                        .filter(word -> word.language().equals(choice.getFirst().language()))
                        .toList();
                yield words.get(random.nextInt(words.size())).samples();
            }
            case ECHO -> new float[0];
            case BURST -> Bursts.draw(random);
        };
    }

    /** What a far end sends back of the agent: late, quiet, dull, and sometimes bent by a small loudspeaker. */
    private static void echo(Sound agent, Sound caller, double gain, RandomGenerator random) {
        int delay = Sound.at(0.06 + 0.14 * random.nextDouble());
        double dullness = 0.5 * random.nextDouble();
        double bend = random.nextBoolean() ? 0 : 1 + 3 * random.nextDouble();
        double level = Math.pow(10, gain / 20);
        double before = 0;
        for (int i = 0; i + delay < caller.samples.length; i++) {
            double sample = agent.samples[i];
            if (bend > 0) {
                sample = Math.tanh(bend * sample) / bend;
            }
            before = (1 - dullness) * sample + dullness * before;
            caller.samples[i + delay] += (float) (level * before);
        }
    }

    private Prompt draw(List<Prompt> choice, RandomGenerator random) {
        Prompt prompt;
        do {
            prompt = choice.get(random.nextInt(choice.size()));
        } while (prompt.seconds() < making.shortest());
        return prompt;
    }

    private List<Prompt> language(int number) {
        if (making.strangers()) {
            return prompts.phrases();
        }
        List<String> languages =
                prompts.phrases().stream().map(Prompt::language).distinct().toList();
        String language = languages.get(number % languages.size());
        return prompts.phrases().stream()
                .filter(prompt -> prompt.language().equals(language))
                .toList();
    }

    private RandomGenerator random(Kind kind, int number) {
        return new SplittableRandom(seed * 1_000_003 + kind.number * 100_003L + number);
    }

    private String id(Kind kind, int number) {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + "-" + seed + "-" + number;
    }

    private record Piece(Prompt prompt, int from, int to, double at) {}
}
