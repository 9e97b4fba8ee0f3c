package io.antiphon.providers.wire;

import io.antiphon.ports.speech.EarSettings;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names worth telling a recogniser beforehand: words that texts write with a capital inside their sentences. */
public final class Keyterms {
    private static final Pattern NAME = Pattern.compile("(?<=[\\p{Ll},;] )\\p{Lu}[\\p{L}\\p{M}'-]{3,30}");
    private static final int LEAST_TIMES = 2;

    private Keyterms() {}

    /** The most frequent names of a domain, at most so many. */
    public static List<String> of(EarSettings.Domain domain, int most) {
        Map<String, Integer> counts = new HashMap<>();
        Stream.concat(domain.questions().stream(), domain.texts().stream())
                .flatMap(text -> NAME.matcher(text).results())
                .forEach(name -> counts.merge(name.group(), 1, Integer::sum));
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= LEAST_TIMES)
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }
}
