package io.antiphon.server.wiring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Puts what somebody prefers first. */
final class Preference {
    private Preference() {}

    /** All that there is: what {@code first} names, in its order, then the rest as it was. Unknown names count for nothing. */
    static <T> List<T> order(SequencedMap<String, T> known, List<String> first) {
        var left = new LinkedHashMap<>(known);
        List<T> ordered = new ArrayList<>();
        for (String name : first) {
            T named = left.remove(name);
            if (named != null) {
                ordered.add(named);
            }
        }
        ordered.addAll(left.values());
        return ordered;
    }
}
