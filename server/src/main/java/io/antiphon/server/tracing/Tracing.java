package io.antiphon.server.tracing;

import io.antiphon.ports.journal.CallJournal;
import io.antiphon.server.configuration.Configuration;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells a collector how each call went, by OTLP over HTTP
 * (https://opentelemetry.io/docs/specs/otlp/#otlphttp). A call never waits for it: what the collector does not take in
 * time is dropped.
 */
public final class Tracing implements AutoCloseable {
    private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");
    private static final AttributeKey<String> SERVICE_VERSION = AttributeKey.stringKey("service.version");
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int LAST_WORDS_SECONDS = 5;

    private final @Nullable SdkTracerProvider provider;

    private Tracing(@Nullable SdkTracerProvider provider) {
        this.provider = provider;
    }

    /**
     * What the settings ask for; nothing where they name no collector.
     *
     * @param version of this server
     */
    public static Tracing of(Configuration.Traces settings, String version) {
        return new Tracing(settings.endpoint() == null ? null : provider(settings, version));
    }

    private static SdkTracerProvider provider(Configuration.Traces settings, String version) {
        var exporter = OtlpHttpSpanExporter.builder().setEndpoint(settings.address());
        settings.pairs().forEach(exporter::addHeader);
        return SdkTracerProvider.builder()
                .setIdGenerator(new CallIds())
                .setResource(Resource.getDefault().toBuilder()
                        .put(SERVICE_NAME, settings.serviceName())
                        .put(SERVICE_VERSION, version)
                        .build())
                .addSpanProcessor(BatchSpanProcessor.builder(exporter.build())
                        .setScheduleDelay(EVERY)
                        .build())
                .build();
    }

    /** A journal whose call is traced on its way; the same journal where nobody collects traces. */
    public CallJournal traced(TracedCall call, CallJournal journal) {
        if (provider == null) {
            return journal;
        }
        Tracer tracer = provider.get("io.antiphon");
        return new TracedJournal(journal, new CallTrace(tracer, call, System.currentTimeMillis() * 1_000));
    }

    /** Sends what is left, for some seconds at most. */
    @Override
    public void close() {
        if (provider != null) {
            provider.shutdown().join(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
        }
    }
}
