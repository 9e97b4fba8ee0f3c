package io.antiphon.providers.openai.realtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the sound of each answer lies in the vendor's conversation: items, and how much sound of each has come. */
final class Answers {
    /** Samples of one item's sound, at the wire's rate. */
    record Item(String id, int contentIndex, long samples) {}

    private final Map<Long, List<Item>> items = new HashMap<>();
    private final Set<String> done = new HashSet<>();
    private final int rate;

    Answers(int rate) {
        this.rate = rate;
    }

    void sounded(long answer, String item, int contentIndex, int samples) {
        if (done.contains(item)) {
            return;
        }
        List<Item> all = items.computeIfAbsent(answer, none -> new ArrayList<>());
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(item)) {
                all.set(i, new Item(item, contentIndex, all.get(i).samples() + samples));
                return;
            }
        }
        all.add(new Item(item, contentIndex, samples));
    }

    /** An item, and the milliseconds of it that were heard, which are fewer than it has. */
    record Cut(Item item, int millis) {}

    /** What is to be cut when only so much of an answer was heard. The answer is forgotten. */
    List<Cut> cut(long answer, int millis) {
        List<Cut> cuts = new ArrayList<>();
        long left = millis;
        for (Item item : items.getOrDefault(answer, List.of())) {
            long length = item.samples() * 1000 / rate;
            if (left < length) {
                done.add(item.id());
                cuts.add(new Cut(item, (int) Math.max(0, left)));
            }
            left -= length;
        }
        items.keySet().removeIf(old -> old <= answer);
        return cuts;
    }
}
