package io.antiphon.ports.mind;

import java.util.List;

/** One entry of the conversation as a model sees it: only what was heard, by either side. */
public sealed interface Message {
    /** What the caller said. */
    record Caller(String text) implements Message {}

    /** What the agent said and was heard to say, and the tools it asked for in that turn. */
    record Agent(String text, List<ModelPiece.ToolRequest> requests) implements Message {
        public Agent {
            requests = List.copyOf(requests);
        }
    }

    /** What a tool gave back, as JSON or plain text. */
    record ToolAnswer(String id, String name, String result) implements Message {}
}
