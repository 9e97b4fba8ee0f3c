package io.antiphon.server.load;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A result as text for people: a table, and the time over the floor drawn as a distribution. */
public final class LoadPicture {
    private static final int WIDTH = 50;
    private static final String[] EIGHTHS = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};

    private final LoadPlan plan;
    private final LoadResult result;

    public LoadPicture(LoadPlan plan, LoadResult result) {
        this.plan = plan;
        this.result = result;
    }

    /** The whole picture, several lines. */
    public String draw() {
        LoadReport report = result.report();
        StringBuilder out = new StringBuilder();
        line(out, report.calls() + " calls on line " + plan.line() + " for " + plan.seconds() + " s");
        line(out, "Floor   " + plan.delays().formula());
        guessing(out, report.voice_to_voice());
        line(
                out,
                "Turns   " + report.turns() + ", missed " + report.missed() + ", answered too early " + result.early());
        line(
                out,
                "Callers spoke " + Math.round(result.speakingShare() * 100) + " % of the time and cut in "
                        + result.bargeIns() + " times");
        line(out, "");
        line(out, String.format(Locale.ROOT, "%-28s %9s %9s %9s %9s", "ms", "p50", "p95", "p99", "max"));
        row(out, "voice to voice", report.voice_to_voice());
        row(out, "time over the floor", report.over_floor());
        row(out, "barge-in stop", report.barge_in_stop());
        row(out, "truncation error", report.truncation_error());
        row(out, "frame lateness", report.frame_lateness());
        line(out, "");
        line(
                out,
                String.format(
                        Locale.ROOT,
                        "Processor %.1f %% of a core, %.2f %% a call (callers and providers included)",
                        report.cpu_percent_of_core(),
                        report.cpu_percent_of_core() / report.calls()));
        line(
                out,
                String.format(
                        Locale.ROOT,
                        "Memory    %.0f MB resident, %.0f KiB of heap a call (its caller included)",
                        report.rss_mb(),
                        result.heapKibPerCall()));
        line(out, "");
        histogram(out);
        return out.toString();
    }

    private void guessing(StringBuilder out, Quantiles waits) {
        Double half = waits.p50();
        Double most = waits.p95();
        if (half != null && most != null) {
            int floor = plan.delays().floorGuessing();
            line(
                    out,
                    String.format(
                            Locale.ROOT,
                            "        guessing ahead, no wait could be shorter than %d ms: p50 is %.0f ms above, p95 %.0f",
                            floor,
                            half - floor,
                            most - floor));
        }
    }

    private void histogram(StringBuilder out) {
        List<Double> values = result.overFloor();
        if (values.isEmpty()) {
            return;
        }
        line(out, "Time over the floor, " + values.size() + " turns");
        double least = values.getFirst();
        double most = values.get(Math.max(0, (int) Math.ceil(values.size() * 0.99) - 1));
        double step = step((most - least) / 15);
        long first = (long) Math.floor(least / step);
        int bins = (int) ((long) Math.floor(most / step) - first) + 1;
        int[] counts = new int[bins + 1];
        for (double value : values) {
            counts[(int) Math.min(bins, (long) Math.floor(value / step) - first)]++;
        }
        int highest = 1;
        for (int count : counts) {
            highest = Math.max(highest, count);
        }
        for (int bin = 0; bin <= bins; bin++) {
            if (bin < bins || counts[bin] > 0) {
                double from = (first + bin) * step;
                String place = bin < bins
                        ? String.format(Locale.ROOT, "%7.1f to %.1f", from, from + step)
                        : String.format(Locale.ROOT, "%7.1f and over", from);
                line(out, String.format(Locale.ROOT, "%-20s %s %d", place, bar(counts[bin], highest), counts[bin]));
            }
        }
    }

    /** The next larger of 1, 2 and 5 times a power of ten, at least half a millisecond. */
    private static double step(double wanted) {
        for (double power = 0.1; ; power *= 10) {
            for (int factor : new int[] {1, 2, 5}) {
                if (power * factor >= Math.max(0.5, wanted)) {
                    return power * factor;
                }
            }
        }
    }

    private static String bar(int count, int highest) {
        int eighths = (int) Math.round((double) count / highest * WIDTH * 8);
        return "█".repeat(eighths / 8) + EIGHTHS[eighths % 8];
    }

    private static void row(StringBuilder out, String name, Quantiles quantiles) {
        line(
                out,
                String.format(
                        Locale.ROOT,
                        "%-28s %9s %9s %9s %9s",
                        name,
                        figure(quantiles.p50()),
                        figure(quantiles.p95()),
                        figure(quantiles.p99()),
                        figure(quantiles.max())));
    }

    private static String figure(@Nullable Double millis) {
        return millis == null ? "-" : String.format(Locale.ROOT, "%.1f", millis);
    }

    private static void line(StringBuilder out, String line) {
        out.append(line).append(System.lineSeparator());
    }
}
