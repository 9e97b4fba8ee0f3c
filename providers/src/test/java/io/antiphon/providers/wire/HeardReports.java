package io.antiphon.providers.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.Ear;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Writes down what an ear reports: {@code partial x}, {@code said x}, {@code turn ENDED}, {@code failed KIND}. */
public final class HeardReports implements Ear.Listener {
    private static final int PATIENCE_SECONDS = 10;

    private final BlockingQueue<String> reports = new LinkedBlockingQueue<>();
    private final BlockingQueue<ProviderFailure> failures = new LinkedBlockingQueue<>();

    private final long begun = System.nanoTime();

    @Override
    public void partial(String text) {
        reports.add("partial " + text);
    }

    @Override
    public void said(String text, double confidence) {
        reports.add("said " + text);
    }

    @Override
    public void turn(Ear.TurnSignal signal) {
        reports.add("turn " + signal);
    }

    @Override
    public void failed(ProviderFailure failure) {
        reports.add("failed " + failure.kind());
        failures.add(failure);
    }

    /** The next report that begins so; waits for it and passes over others. */
    public String next(String begin) throws InterruptedException {
        return next(report -> report.startsWith(begin), begin);
    }

    /** The next report that is no partial. */
    public String nextButPartial() throws InterruptedException {
        return next(report -> !report.startsWith("partial"), "anything but a partial");
    }

    private String next(Predicate<String> wanted, String what) throws InterruptedException {
        while (true) {
            String report = reports.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(report).as("no %s within %s s", what, PATIENCE_SECONDS).isNotNull();
            if (wanted.test(report)) {
                return report;
            }
        }
    }

    /** Whether a failure was reported; says so too when patience is over. */
    public boolean hasFailed() {
        return !failures.isEmpty() || System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    }

    public ProviderFailure failure() throws InterruptedException {
        ProviderFailure failure = failures.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(failure).as("a failure, but there came %s", reports).isNotNull();
        return failure;
    }

    public List<String> left() {
        return List.copyOf(reports);
    }
}
