package io.antiphon.server.wiring;

import io.antiphon.control.calls.Journals;
import io.antiphon.lines.Pacer;
import io.antiphon.server.metrics.Meters;
import io.antiphon.server.tracing.Tracing;
import io.micrometer.core.instrument.Tags;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What an operator watches. */
@Configuration(proxyBeanMethods = false)
class Operations {
    @Bean(destroyMethod = "close")
    Meters meters() {
        return new Meters();
    }

    @Bean(destroyMethod = "close")
    Tracing tracing(io.antiphon.server.configuration.Configuration configuration) {
        return Tracing.of(configuration.traces(), Antiphon.version());
    }

    /** Reads what others count themselves. */
    @Bean
    MetricRoutes metricRoutes(
            Meters meters,
            Switchboard switchboard,
            Admission admission,
            Pacer pacer,
            Journals journals,
            ProviderHealth health) {
        calls(meters, switchboard, admission);
        time(meters, pacer);
        journals(meters, journals);
        health.names()
                .forEach(name -> meters.gauge(
                        "antiphon.provider.state",
                        "0 while a provider is asked, 1 while one request tries it, 2 while it is left alone",
                        Tags.of("provider", name),
                        health,
                        all -> all.badness(name)));
        return new MetricRoutes(meters);
    }

    private static void calls(Meters meters, Switchboard switchboard, Admission admission) {
        meters.gauge("antiphon.calls.running", "Calls that are going on", Tags.empty(), switchboard, Switchboard::live);
        meters.gauge(
                "antiphon.calls.places",
                "Calls that may go on at the same time",
                Tags.empty(),
                switchboard,
                Switchboard::places);
        meters.gauge(
                "antiphon.calls.waiting",
                "Callers who wait for their call to begin, because the machine does not keep up",
                Tags.empty(),
                admission,
                Admission::waiting);
    }

    private static void time(Meters meters, Pacer pacer) {
        meters.count(
                "antiphon.pacer.ticks",
                "20 ms ticks given to calls",
                pacer,
                at -> at.figures().ticks());
        meters.count(
                "antiphon.pacer.ticks.lost",
                "20 ms ticks left out because the server had stood still for more than 60 ms",
                pacer,
                at -> at.figures().lostTicks());
        meters.count(
                "antiphon.pacer.ticks.broken",
                "Ticks that ended in a bug",
                pacer,
                at -> at.figures().thrown());
        meters.gauge(
                "antiphon.pacer.lateness.p99.seconds",
                "99 of 100 ticks since the start came at most this late",
                Tags.empty(),
                pacer,
                at -> at.figures().p99Micros() / 1e6);
        meters.gauge(
                "antiphon.pacer.lateness.max.seconds",
                "The latest tick since the start",
                Tags.empty(),
                pacer,
                at -> at.figures().maxMicros() / 1e6);
    }

    private static void journals(Meters meters, Journals journals) {
        meters.gauge(
                "antiphon.journal.waiting.bytes",
                "What calls have reported and the database has not got yet",
                Tags.empty(),
                journals,
                at -> at.figures().waitingBytes());
        meters.gauge(
                "antiphon.journal.database.away",
                "1 while the database cannot be reached",
                Tags.empty(),
                journals,
                at -> at.figures().databaseAway() ? 1 : 0);
        meters.count(
                "antiphon.journal.lines.lost",
                "Entries for which nothing had room",
                journals,
                at -> at.figures().lostLines());
        meters.count(
                "antiphon.journal.lines.refused",
                "Entries the database cannot hold",
                journals,
                at -> at.figures().refusedLines());
        meters.count(
                "antiphon.recordings.cut",
                "Recordings that ended before their call",
                journals,
                at -> at.figures().cutRecordings());
    }
}
