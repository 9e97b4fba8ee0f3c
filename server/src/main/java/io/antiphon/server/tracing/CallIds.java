package io.antiphon.server.tracing;

import io.opentelemetry.sdk.trace.IdGenerator;

/** Gives the trace of a call the call's own id. */
final class CallIds implements IdGenerator {
    private static final ScopedValue<String> TRACE = ScopedValue.newInstance();

    private final IdGenerator random = IdGenerator.random();

    /** What is begun in {@code work} without a parent belongs to this call. */
    static <T> T during(TracedCall call, ScopedValue.CallableOp<T, RuntimeException> work) {
        return ScopedValue.where(TRACE, call.traceId()).call(work);
    }

    @Override
    public String generateSpanId() {
        return random.generateSpanId();
    }

    @Override
    public String generateTraceId() {
        return TRACE.isBound() ? TRACE.get() : random.generateTraceId();
    }
}
