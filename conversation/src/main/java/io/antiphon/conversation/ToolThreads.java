package io.antiphon.conversation;

import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.mind.ModelPiece.ToolRequest;
import io.antiphon.ports.mind.Tool;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tools of one call. Each run has a virtual thread, which nobody ends: what has begun to act is let finish. */
final class ToolThreads {
    private static final Logger log = LoggerFactory.getLogger(ToolThreads.class);

    private final String callId;
    private final List<Tool> tools;
    private final Consumer<CallEvent> events;

    ToolThreads(String callId, List<Tool> tools, Consumer<CallEvent> events) {
        this.callId = callId;
        this.tools = tools;
        this.events = events;
    }

    /** Returns at once; the result, or that there is none, comes as {@link CallEvent.ToolFinished}. */
    void run(int turn, ToolRequest request) {
        Thread.ofVirtual().name("call-" + callId + "-tool").start(() -> {
            String result = result(request);
            events.accept(new CallEvent.ToolFinished(turn, request.id(), request.name(), request.arguments(), result));
        });
    }

    private String result(ToolRequest request) {
        for (Tool tool : tools) {
            if (tool.description().name().equals(request.name())) {
                try {
                    return tool.run(callId + "/" + request.id(), request.arguments());
                } catch (ProviderFailure failure) {
                    log.warn("call {}: tool {} failed: {}", callId, request.name(), failure.kind());
                    return "error: the tool failed (" + failure.kind() + ")";
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    return "error: the tool was stopped";
                }
            }
        }
        return "error: there is no tool of this name";
    }
}
