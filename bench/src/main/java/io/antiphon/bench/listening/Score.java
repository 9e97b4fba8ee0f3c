package io.antiphon.bench.listening;

import io.antiphon.bench.listening.Item.Hold;
import io.antiphon.bench.listening.Item.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Figures over a set of items that have been heard. */
final class Score {
    private final List<Double> latencies = new ArrayList<>();
    private int turns;
    private int missedEnds;
    private int holds;
    private int insideHolds;
    private int cuts;
    private int insideCuts;
    private int strayCuts;
    private final List<Double> stopTimes = new ArrayList<>();
    private int bargeIns;
    private int missedBargeIns;
    private int takenBack;
    private final int[] noises = new int[Kind.values().length];
    private final int[] stopped = new int[Kind.values().length];
    private final int[] silenced = new int[Kind.values().length];
    private final List<Double> resumeTimes = new ArrayList<>();

    static Score of(Collection<Heard> all) {
        Score score = new Score();
        all.forEach(score::add);
        return score;
    }

    private void add(Heard heard) {
        switch (heard.item().kind()) {
            case TURN -> turn(heard);
            case BARGE_IN -> bargeIn(heard);
            case BACKCHANNEL, ECHO, BURST -> noise(heard);
        }
    }

    private void turn(Heard heard) {
        turns++;
        double end = heard.item().end();
        heard.turnEnds().stream()
                .filter(t -> t >= end)
                .findFirst()
                .ifPresentOrElse(t -> latencies.add(t - end), () -> missedEnds++);
        for (Hold hold : heard.item().holds()) {
            holds++;
            insideHolds += hold.inside() ? 1 : 0;
        }
        for (double t : heard.turnEnds()) {
            if (t < end) {
                cuts++;
                // The pause's end is where the voice is heard again, a little after its first sample.
                boolean inside = false;
                boolean known = false;
                for (Hold hold : heard.item().holds()) {
                    if (t >= hold.from() && t <= hold.to() + 0.15) {
                        known = true;
                        inside = hold.inside();
                    }
                }
                insideCuts += inside ? 1 : 0;
                strayCuts += known ? 0 : 1;
            }
        }
    }

    private void bargeIn(Heard heard) {
        bargeIns++;
        double start = heard.item().start();
        double end = heard.item().end();
        heard.stops().stream()
                .filter(t -> t >= start && t <= end + 0.3)
                .findFirst()
                .ifPresentOrElse(t -> stopTimes.add(t - start), () -> missedBargeIns++);
        boolean back = heard.resumes().stream().anyMatch(t -> t > start && t < end);
        takenBack += back ? 1 : 0;
    }

    private void noise(Heard heard) {
        int kind = heard.item().kind().number;
        noises[kind]++;
        stopped[kind] += heard.stops().isEmpty() ? 0 : 1;
        silenced[kind] += heard.stops().size() > heard.resumes().size() ? 1 : 0;
        for (int i = 0; i < Math.min(heard.stops().size(), heard.resumes().size()); i++) {
            resumeTimes.add(heard.resumes().get(i) - heard.stops().get(i));
        }
    }

    double latency(double share) {
        return quantile(latencies, share);
    }

    double cutShare() {
        return holds == 0 ? 0 : (double) cuts / holds;
    }

    double missedEndShare() {
        return turns == 0 ? 0 : (double) missedEnds / turns;
    }

    double stop(double share) {
        return quantile(stopTimes, share);
    }

    int missedBargeIns() {
        return missedBargeIns;
    }

    /** Share of items of this kind that silenced the agent for good. */
    double silenced(Kind kind) {
        return noises[kind.number] == 0 ? 0 : (double) silenced[kind.number] / noises[kind.number];
    }

    /** Share of items of this kind that made the agent stop at all. */
    double stopped(Kind kind) {
        return noises[kind.number] == 0 ? 0 : (double) stopped[kind.number] / noises[kind.number];
    }

    String turnLine() {
        return String.format(
                "end of turn p50 %4.0f ms  p95 %4.0f  missed %d of %d  cuts/pause %4.1f %% of %d (inside a phrase %4.1f %%,"
                        + " between %4.1f %%, elsewhere %d)",
                1000 * latency(0.5),
                1000 * latency(0.95),
                missedEnds,
                turns,
                100 * cutShare(),
                holds,
                100.0 * insideCuts / Math.max(1, insideHolds),
                100.0 * (cuts - insideCuts - strayCuts) / Math.max(1, holds - insideHolds),
                strayCuts);
    }

    String bargeLine() {
        return String.format(
                "barge-in stop p50 %4.0f ms  p95 %4.0f  missed %d of %d, taken back %d; silenced (stopped) by echo %.1f %%"
                        + " (%.1f %%), burst %.1f %% (%.1f %%), backchannel %.1f %% (%.1f %%); resumed p50 %.0f ms p95 %.0f",
                1000 * stop(0.5),
                1000 * stop(0.95),
                missedBargeIns,
                bargeIns,
                takenBack,
                100 * silenced(Kind.ECHO),
                100 * stopped(Kind.ECHO),
                100 * silenced(Kind.BURST),
                100 * stopped(Kind.BURST),
                100 * silenced(Kind.BACKCHANNEL),
                100 * stopped(Kind.BACKCHANNEL),
                1000 * quantile(resumeTimes, 0.5),
                1000 * quantile(resumeTimes, 0.95));
    }

    private static double quantile(List<Double> values, double share) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * (sorted.size() - 1))));
    }
}
