package io.antiphon.server.tracing;

import io.antiphon.ports.journal.TurnRecord;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;

/**
 * One call as a trace: the call, in it a span a turn, in that the parts of the caller's wait; tools beside the turns,
 * for they outlive them. Belongs to the call's thread.
 */
final class CallTrace {
    private static final AttributeKey<String> CALL = AttributeKey.stringKey("antiphon.call.id");
    private static final AttributeKey<String> ORG = AttributeKey.stringKey("antiphon.org.id");
    private static final AttributeKey<String> AGENT = AttributeKey.stringKey("antiphon.agent.id");
    private static final AttributeKey<String> LINE = AttributeKey.stringKey("antiphon.line");
    private static final AttributeKey<String> END_REASON = AttributeKey.stringKey("antiphon.end_reason");
    private static final AttributeKey<Long> NUMBER = AttributeKey.longKey("antiphon.turn.number");
    private static final AttributeKey<Boolean> INTERRUPTED = AttributeKey.booleanKey("antiphon.turn.interrupted");
    private static final AttributeKey<Long> GUESSES = AttributeKey.longKey("antiphon.turn.guesses");
    private static final AttributeKey<Long> SOURCES = AttributeKey.longKey("antiphon.turn.sources");
    private static final AttributeKey<String> MIND = AttributeKey.stringKey("antiphon.turn.mind");
    private static final AttributeKey<Long> VOICE_TO_VOICE = AttributeKey.longKey("antiphon.turn.voice_to_voice_ms");
    private static final AttributeKey<Long> HEARD = AttributeKey.longKey("antiphon.turn.heard_ms");
    private static final AttributeKey<String> TOOL = AttributeKey.stringKey("antiphon.tool.name");

    private final Tracer tracer;
    private final long origin;
    private final Span call;

    /** @param origin when the call began, in microseconds since 1970 */
    CallTrace(Tracer tracer, TracedCall of, long origin) {
        this.tracer = tracer;
        this.origin = origin;
        this.call = CallIds.during(
                of,
                () -> tracer.spanBuilder("call")
                        .setNoParent()
                        .setStartTimestamp(origin, TimeUnit.MICROSECONDS)
                        .setAttribute(CALL, of.id().toString())
                        .setAttribute(ORG, of.org().toString())
                        .setAttribute(AGENT, of.agent().toString())
                        .setAttribute(LINE, of.line())
                        .startSpan());
    }

    void turn(TurnRecord turn) {
        TurnRecord.Latency latency = turn.latency();
        var attributes = Attributes.builder()
                .put(NUMBER, turn.number())
                .put(INTERRUPTED, turn.interrupted())
                .put(GUESSES, turn.guesses())
                .put(SOURCES, turn.sources().size());
        if (!turn.mind().isEmpty()) {
            attributes.put(MIND, turn.mind());
        }
        if (latency.voiceToVoice() >= 0) {
            attributes.put(VOICE_TO_VOICE, latency.voiceToVoice());
        }
        if (latency.heardAt() >= 0) {
            attributes.put(HEARD, latency.heardAt());
        }
        Span span = span("turn", call, turn.span().from(), turn.span().to(), attributes.build());
        long at = turn.span().from();
        at = part("ear", span, at, latency.ear());
        at = part("knowledge", span, at, latency.knowledge());
        at = part("model", span, at, latency.model());
        at = part("voice", span, at, latency.voice());
        part("wire", span, at, latency.wire());
    }

    private long part(String name, Span turn, long from, int millis) {
        if (millis < 0) {
            return from;
        }
        long to = from + millis * 1_000L;
        span(name, turn, from, to, Attributes.empty());
        return to;
    }

    /** @param from in microseconds since the call began, as {@code to} */
    void tool(String name, long from, long to) {
        span("tool", call, from, to, Attributes.of(TOOL, name));
    }

    private Span span(String name, Span parent, long from, long to, Attributes attributes) {
        Span span = tracer.spanBuilder(name)
                .setParent(Context.root().with(parent))
                .setStartTimestamp(origin + from, TimeUnit.MICROSECONDS)
                .setAllAttributes(attributes)
                .startSpan();
        span.end(origin + to, TimeUnit.MICROSECONDS);
        return span;
    }

    void ended(String reason) {
        call.setAttribute(END_REASON, reason);
        if (reason.startsWith("error")) {
            call.setStatus(StatusCode.ERROR);
        }
        call.end();
    }
}
