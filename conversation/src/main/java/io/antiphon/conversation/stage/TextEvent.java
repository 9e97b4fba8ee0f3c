package io.antiphon.conversation.stage;

import io.antiphon.ports.line.TextLine.Said;
import java.util.List;

/** Everything that can happen in a call in words alone; see {@link io.antiphon.ports.line.TextLine.Listener}. */
public sealed interface TextEvent {
    /** Twenty milliseconds have passed. */
    record Ticked() implements TextEvent {}

    /** All that has been said so far. */
    record Told(List<Said> all) implements TextEvent {
        public Told {
            all = List.copyOf(all);
        }
    }

    /** The caller waits for an answer. */
    record AnswerWanted(int request, List<Said> all) implements TextEvent {
        public AnswerWanted {
            all = List.copyOf(all);
        }
    }

    /** The caller has been silent for long. */
    record ReminderWanted(int request, List<Said> all) implements TextEvent {
        public ReminderWanted {
            all = List.copyOf(all);
        }
    }

    /** What happens in any call: passages, thoughts, tools, failures, operators, the end. */
    record Happened(CallEvent event) implements TextEvent {}
}
