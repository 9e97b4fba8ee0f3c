package io.antiphon.ports.mind;

import io.antiphon.ports.knowledge.Passage;
import java.util.List;

/** A piece of an answer, in the order it was thought. */
public sealed interface ModelPiece {
    /** Words to be spoken; pieces join without separator. */
    record Text(String text) implements ModelPiece {}

    /** The model wants a tool to run; {@code arguments} is a complete JSON object. */
    record ToolRequest(String id, String name, String arguments) implements ModelPiece {}

    /**
     * What the words are drawn from, for a model that knows; without it the passages that the model was given count.
     * Empty for words that need no source, such as thanks.
     */
    record Sources(List<Passage> passages) implements ModelPiece {
        public Sources {
            passages = List.copyOf(passages);
        }
    }

    /** The answer is complete. Token counts are 0 where the model does not tell. */
    record Done(StopReason reason, int promptTokens, int answerTokens) implements ModelPiece {}

    /** Why an answer ended. */
    enum StopReason {
        COMPLETE,
        LENGTH,
        TOOLS,
        REFUSED,
        /** The answerer has nothing to say on this question and said so. */
        UNKNOWN
    }
}
