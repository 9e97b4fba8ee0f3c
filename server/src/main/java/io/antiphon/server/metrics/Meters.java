package io.antiphon.server.metrics;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.journal.CallJournal;
import io.antiphon.ports.line.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** All figures of this server. Counting never makes a call wait. */
public final class Meters implements AutoCloseable {
    private static final Duration[] WAITS = Stream.of(
                    200, 300, 400, 500, 600, 700, 800, 1_000, 1_200, 1_500, 2_000, 3_000, 5_000, 10_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    public Meters() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /** Something that goes up and down, read from {@code of} whenever figures are asked for. */
    public <T> void gauge(String name, String about, Tags tags, T of, ToDoubleFunction<T> value) {
        Gauge.builder(name, of, value)
                .description(about)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    /** Something that only goes up; {@code of} must live as long as the server. */
    public <T> void count(String name, String about, T of, ToDoubleFunction<T> value) {
        FunctionCounter.builder(name, of, value).description(about).register(registry);
    }

    /** A journal that is counted on its way: how calls end, and how long callers wait for an answer. */
    public CallJournal counted(String agent, CallJournal journal) {
        return new CountedJournal(journal, this, agent, waits(agent));
    }

    private Timer waits(String agent) {
        return Timer.builder("antiphon.voice.to.voice")
                .description("From the end of the caller's speech to the first sound of the answer")
                .tag("agent", agent)
                .serviceLevelObjectives(WAITS)
                .register(registry);
    }

    void ended(String agent, String reason) {
        Counter.builder("antiphon.calls.ended")
                .description("Calls that are over, by why they ended")
                .tags(Tags.of("agent", agent, "reason", EndReason.known(reason)))
                .register(registry)
                .increment();
    }

    /** A caller was turned away. */
    public void refused(Refusal why) {
        Counter.builder("antiphon.calls.refused")
                .description("Callers who were turned away")
                .tag("reason", why.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
    }

    /** A provider was asked and did not do it. */
    public void failed(ProviderFailure failure) {
        Counter.builder("antiphon.provider.failures")
                .description("Requests that a provider did not fulfil")
                .tags(Tags.of(
                        "provider",
                        failure.provider(),
                        "kind",
                        failure.kind().name().toLowerCase(Locale.ROOT)))
                .register(registry)
                .increment();
    }

    /** Everything, in Prometheus' text format 0.0.4. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
