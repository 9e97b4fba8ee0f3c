package io.antiphon.server.load;

import com.sun.management.OperatingSystemMXBean;
import io.antiphon.audio.SileroVad;
import io.antiphon.lines.Pacer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Makes the calls of a {@link LoadPlan} and measures them at the callers' ends. */
public final class LoadRun {
    /** Calls that go on, for {@link #WARM_UP_SECONDS}, before the measured ones, so that the JVM has compiled. */
    public static final int WARM_UP_CALLS = 40;

    /** See {@link #WARM_UP_CALLS}. */
    public static final int WARM_UP_SECONDS = 10;

    /** The measured calls' first seconds, in which they come in one after the other, do not count. */
    private static final int SETTLE_SECONDS = 4;

    private static final long SECOND = 1_000_000_000;

    private final LoadPlan plan;
    private final Consumer<String> progress;
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** @param progress is told, about once a second, how far it is */
    public LoadRun(LoadPlan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /** Runs it; takes {@link LoadPlan#seconds} and about twenty more. */
    public LoadResult run() throws IOException, InterruptedException {
        progress.accept("Preparing what the callers say ...");
        List<Speech> speeches = Speech.all(Site.rate(plan.line()));
        SileroVad model = new SileroVad();
        try (Timetable clock = new Timetable()) {
            warmUp(speeches, clock, model);
            double heapBefore = heapInUse();
            Tally tally = new Tally();
            try (Site site = new Site(plan, plan.calls(), speeches, clock, model, tally)) {
                site.open();
                pause(clock, SETTLE_SECONDS, "Callers are coming in", tally);
                return measure(site, tally, clock, heapBefore);
            }
        }
    }

    private void warmUp(List<Speech> speeches, Timetable clock, SileroVad model)
            throws IOException, InterruptedException {
        Tally ignored = new Tally();
        try (Site site = new Site(plan, WARM_UP_CALLS, speeches, clock, model, ignored)) {
            site.open();
            pause(clock, WARM_UP_SECONDS, "Warming up with " + WARM_UP_CALLS + " calls", ignored);
        }
    }

    private LoadResult measure(Site site, Tally tally, Timetable clock, double heapBefore)
            throws IOException, InterruptedException {
        tally.open();
        long start = System.nanoTime();
        long busy = system.getProcessCpuTime();
        pause(clock, plan.seconds(), plan.calls() + " calls", tally);
        double cores = (system.getProcessCpuTime() - busy) / (double) (System.nanoTime() - start);
        tally.close();
        double rss = residentMegabytes();
        Pacer.Figures pace = site.pace();
        double heapPerCall = (heapInUse() - heapBefore) / 1024 / plan.calls();
        return result(tally, pace, cores, rss, heapPerCall);
    }

    private LoadResult result(Tally tally, Pacer.Figures pace, double cores, double rss, double heapPerCall) {
        int floor = plan.delays().floor();
        double[] waits = tally.voiceToVoice.sorted();
        double[] over = Arrays.stream(waits).map(wait -> wait - floor).toArray();
        LoadReport report = new LoadReport(
                plan.calls(),
                waits.length + tally.missed.get(),
                tally.missed.get(),
                floor,
                Quantiles.of(waits),
                Quantiles.of(over),
                tally.bargeInStop.quantiles(),
                tally.truncationError.quantiles(),
                new Quantiles(
                        pace.p50Micros() / 1000.0,
                        pace.p95Micros() / 1000.0,
                        pace.p99Micros() / 1000.0,
                        pace.maxMicros() / 1000.0),
                Math.round(cores * 1000) / 10.0,
                Math.round(rss * 10) / 10.0);
        return new LoadResult(
                report,
                Arrays.stream(over).boxed().toList(),
                tally.bargeInStop.sorted().length,
                tally.early.get(),
                tally.speakingTicks.get() / (double) Math.max(1, tally.ticks.get()),
                heapPerCall);
    }

    private void pause(Timetable clock, int seconds, String what, Tally tally) throws InterruptedException {
        long start = System.nanoTime();
        for (int second = 1; second <= seconds; second++) {
            clock.await(start + second * SECOND);
            Quantiles waits = tally.voiceToVoice.quantiles();
            progress.accept(what + ": " + second + " of " + seconds + " s"
                    + (waits.p50() == null
                            ? ""
                            : ", " + tally.voiceToVoice.sorted().length + " turns, p50 " + waits.p50() + " ms, p95 "
                                    + waits.p95() + " ms"));
        }
    }

    /** Bytes of the heap that are in use after a collection. */
    @SuppressWarnings("ExplicitGc")
    private static double heapInUse() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Resident memory of this process; 0 where the system does not tell. */
    private static double residentMegabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        }
    }
}
