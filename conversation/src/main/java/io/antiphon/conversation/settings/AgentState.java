package io.antiphon.conversation.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What an agent is doing, as far as its turns may be taken otherwise than by its own two knobs. */
public enum AgentState {
    /** Nothing: it is the caller's turn. */
    LISTENING(Knob.NONE),
    /** It is the caller's turn, and they were asked for something with a form: a number, a code, an address, a date, a spelling. */
    COLLECTING(Knob.RESPONSIVENESS),
    /** Greeting, from when the greeting is made until it has been heard. */
    GREETING(Knob.INTERRUPTION_SENSITIVITY),
    /** Working on an answer while nothing of it is ready to be heard. */
    THINKING(Knob.INTERRUPTION_SENSITIVITY),
    /** The same while a tool runs. */
    USING_TOOL(Knob.INTERRUPTION_SENSITIVITY),
    /** Speaking: anything else that it says. */
    SPEAKING(Knob.INTERRUPTION_SENSITIVITY);

    /** What of an agent's manners has a meaning in a state, as settings name it in lower case. */
    public enum Knob {
        NONE,
        RESPONSIVENESS,
        INTERRUPTION_SENSITIVITY;

        /** As settings name it. */
        public String form() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Knob knob;

    AgentState(Knob knob) {
        this.knob = knob;
    }

    /** The one knob that has a meaning in it. */
    public Knob knob() {
        return knob;
    }

    /** As settings name it. */
    public String form() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state that settings name so. */
    public static Optional<AgentState> of(String form) {
        return Stream.of(values()).filter(state -> state.form().equals(form)).findFirst();
    }
}
