package io.antiphon.server.command;

import io.antiphon.conversation.replay.Timeline;
import io.antiphon.conversation.replay.Timeline.Span;
import java.util.List;
import java.util.Locale;

/** Two timelines of one call, one below the other: in a terminal, and as a picture. */
final class TimelinePicture {
    private static final int WIDTH = 96;
    private static final int TICKS_A_SECOND = 50;
    private static final int PIXELS_A_SECOND = 40;
    private static final int LANE = 26;
    private static final int LEFT = 150;

    private final Timeline recorded;
    private final Timeline played;

    TimelinePicture(Timeline recorded, Timeline played) {
        this.recorded = recorded;
        this.played = played;
    }

    /** Lanes of block characters, in rows of so many seconds. */
    String text() {
        long ticks = Math.max(1, Math.max(recorded.ticks(), played.ticks()));
        long perRow = Math.max(WIDTH, Math.min(ticks, WIDTH * 12L));
        StringBuilder out = new StringBuilder();
        for (long from = 0; from < ticks; from += perRow) {
            long step = Math.max(1, (perRow + WIDTH - 1) / WIDTH);
            out.append(String.format(Locale.ROOT, "%13s %.1f s%n", "", from / (double) TICKS_A_SECOND));
            lane(out, "caller", recorded.caller(), from, step, '▇');
            lane(out, "agent, then", recorded.agent(), from, step, '▇');
            lane(out, "agent, now", played.agent(), from, step, '▇');
            marks(out, "then", recorded, from, step);
            marks(out, "now", played, from, step);
        }
        return out.append("A answer, P pause, R resume, C cut, W withdraw, ? ask again, ! remind or goodbye\n")
                .toString();
    }

    private static void lane(StringBuilder out, String name, List<Span> spans, long from, long step, char block) {
        out.append(String.format(Locale.ROOT, "%12s  ", name));
        for (int column = 0; column < WIDTH; column++) {
            long left = from + column * step;
            long right = left + step;
            boolean sounds = spans.stream().anyMatch(span -> span.from() < right && span.to() > left);
            out.append(sounds ? block : '·');
        }
        out.append('\n');
    }

    private static void marks(StringBuilder out, String name, Timeline timeline, long from, long step) {
        char[] line = " ".repeat(WIDTH).toCharArray();
        for (Timeline.Decided decided : timeline.decisions()) {
            long column = (decided.tick() - from) / step;
            char mark = mark(decided.decision());
            if (decided.tick() >= from && column < WIDTH && mark != ' ') {
                line[(int) column] = mark;
            }
        }
        out.append(String.format(Locale.ROOT, "%12s  ", name)).append(line).append('\n');
    }

    private static char mark(String decision) {
        return switch (decision) {
            case "ANSWER" -> 'A';
            case "PAUSE" -> 'P';
            case "RESUME" -> 'R';
            case "CUT" -> 'C';
            case "WITHDRAW" -> 'W';
            case "ASK_AGAIN" -> '?';
            case "REMIND", "GIVE_UP", "TIME_UP" -> '!';
            default -> ' ';
        };
    }

    /** The same as a picture. */
    String svg() {
        long ticks = Math.max(1, Math.max(recorded.ticks(), played.ticks()));
        long width = LEFT + ticks * PIXELS_A_SECOND / TICKS_A_SECOND + 20;
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                width,
                5 * LANE + 30));
        for (long second = 0; second * TICKS_A_SECOND <= ticks; second++) {
            long x = LEFT + second * PIXELS_A_SECOND;
            out.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%d\" x2=\"%d\" y1=\"20\" y2=\"%d\" stroke=\"#ddd\"/><text x=\"%d\" y=\"14\""
                            + " fill=\"#777\">%s</text>%n",
                    x,
                    x,
                    5 * LANE + 20,
                    x + 2,
                    second % 5 == 0 ? second + " s" : ""));
        }
        bars(out, 0, "caller", recorded.caller(), "#4b6cb7");
        bars(out, 1, "agent, recorded", recorded.agent(), "#7a9a3a");
        signs(out, 2, recorded);
        bars(out, 3, "agent, now", played.agent(), "#c2702a");
        signs(out, 4, played);
        return out.append("</svg>\n").toString();
    }

    private static void bars(StringBuilder out, int lane, String name, List<Span> spans, String colour) {
        int y = 24 + lane * LANE;
        out.append(String.format(Locale.ROOT, "<text x=\"8\" y=\"%d\">%s</text>%n", y + 14, name));
        for (Span span : spans) {
            out.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"18\" rx=\"2\" fill=\"%s\"/>%n",
                    x(span.from()),
                    y,
                    x(span.to()) - x(span.from()),
                    colour));
        }
    }

    private static void signs(StringBuilder out, int lane, Timeline timeline) {
        int y = 24 + lane * LANE;
        for (Timeline.Decided decided : timeline.decisions()) {
            char mark = mark(decided.decision());
            if (mark != ' ') {
                out.append(String.format(
                        Locale.ROOT,
                        "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#333\"/><text x=\"%.1f\""
                                + " y=\"%d\">%c<title>%s</title></text>%n",
                        x(decided.tick()),
                        x(decided.tick()),
                        y - 6,
                        y + 16,
                        x(decided.tick()) + 2,
                        y + 14,
                        mark,
                        decided.decision()));
            }
        }
    }

    private static double x(long tick) {
        return LEFT + tick * PIXELS_A_SECOND / (double) TICKS_A_SECOND;
    }
}
