package io.antiphon.server.command;

import io.antiphon.conversation.replay.Timeline;
import io.antiphon.conversation.replay.Timeline.Decided;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Two ways one call went, decision by decision. */
final class TimelineComparison {
    private static final int MILLIS = 20;

    private final List<Row> rows;

    /** A decision of either or both. */
    private record Row(@Nullable Decided recorded, @Nullable Decided played) {
        boolean isSame() {
            return recorded != null && recorded.equals(played);
        }
    }

    TimelineComparison(Timeline recorded, Timeline played) {
        this.rows = align(recorded.decisions(), played.decisions());
    }

    /** Pairs equal decisions in order: the longest common subsequence. */
    private static List<Row> align(List<Decided> left, List<Decided> right) {
        int[][] longest = new int[left.size() + 1][right.size() + 1];
        for (int i = left.size() - 1; i >= 0; i--) {
            for (int j = right.size() - 1; j >= 0; j--) {
                longest[i][j] = alike(left.get(i), right.get(j))
                        ? 1 + longest[i + 1][j + 1]
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        List<Row> rows = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < left.size() || j < right.size()) {
            if (i < left.size() && j < right.size() && alike(left.get(i), right.get(j))) {
                rows.add(new Row(left.get(i++), right.get(j++)));
            } else if (j >= right.size() || (i < left.size() && longest[i + 1][j] >= longest[i][j + 1])) {
                rows.add(new Row(left.get(i++), null));
            } else {
                rows.add(new Row(null, right.get(j++)));
            }
        }
        return rows;
    }

    private static boolean alike(Decided one, Decided other) {
        return one.decision().equals(other.decision());
    }

    boolean isSame() {
        return rows.stream().allMatch(Row::isSame);
    }

    String table() {
        if (isSame()) {
            return rows.size() + " decisions, every one as it was and in the same 20 ms.\n";
        }
        StringBuilder out = new StringBuilder();
        out.append(String.format(Locale.ROOT, "%10s  %10s  %9s  %s%n", "recorded", "now", "", "decision"));
        for (Row row : rows) {
            out.append(String.format(
                    Locale.ROOT,
                    "%10s  %10s  %9s  %s%n",
                    time(row.recorded()),
                    time(row.played()),
                    difference(row),
                    word(row.recorded() == null ? row.played() : row.recorded())));
        }
        return out.toString();
    }

    private static String time(@Nullable Decided decided) {
        return decided == null ? "-" : String.format(Locale.ROOT, "%.2f s", decided.tick() * MILLIS / 1000.0);
    }

    private static String difference(Row row) {
        if (row.recorded() == null || row.played() == null) {
            return "";
        }
        long millis = (row.played().tick() - row.recorded().tick()) * MILLIS;
        return millis == 0 ? "=" : String.format(Locale.ROOT, "%+d ms", millis);
    }

    private static String word(@Nullable Decided decided) {
        return decided == null
                ? ""
                : decided.decision().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    String json() {
        ObjectNode root = JsonMapper.shared().createObjectNode().put("same", isSame());
        ArrayNode all = root.putArray("decisions");
        for (Row row : rows) {
            ObjectNode one = all.addObject();
            one.put("decision", word(row.recorded() == null ? row.played() : row.recorded()));
            put(one, "recorded_ms", row.recorded());
            put(one, "now_ms", row.played());
        }
        return root.toString();
    }

    private static void put(ObjectNode node, String key, @Nullable Decided decided) {
        if (decided == null) {
            node.putNull(key);
        } else {
            node.put(key, decided.tick() * MILLIS);
        }
    }
}
