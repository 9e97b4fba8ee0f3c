package io.antiphon.control.live;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.antiphon.control.calls.CallNote;
import io.antiphon.ports.journal.TranscriptEntry;
import io.antiphon.ports.journal.TurnRecord;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Something that happens in a call that goes on, as those who watch are told. */
sealed interface Happening {
    /** Its name on the wire. */
    String event();

    /** Whether somebody who comes later is told too. */
    @JsonIgnore
    default boolean isKept() {
        return true;
    }

    /** What one side is saying, until now. */
    record Partial(String role, String text) implements Happening {
        @Override
        public String event() {
            return "partial";
        }

        @Override
        public boolean isKept() {
            return false;
        }
    }

    /** What one side has said, as the transcript holds it. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Line(String role, String content, String language, long startMs, long endMs, boolean interrupted, int turn)
            implements Happening {
        /** Whose line it is: the person's on the telephone, whoever called whom. */
        static final String CALLER = "user";

        private static final int TICK_MILLIS = 20;

        static Line of(TranscriptEntry entry) {
            return new Line(
                    entry.role().name().toLowerCase(Locale.ROOT),
                    entry.text(),
                    entry.language(),
                    entry.startTick() * TICK_MILLIS,
                    entry.endTick() * TICK_MILLIS,
                    entry.interrupted(),
                    entry.turn());
        }

        @Override
        public String event() {
            return "line";
        }
    }

    /** A turn is over and has been measured; latencies in ms, -1 for what did not happen. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Turn(int number, boolean interrupted, int sources, int earMs, int modelMs, int voiceMs, int voiceToVoiceMs)
            implements Happening {
        static Turn of(TurnRecord turn) {
            var latency = turn.latency();
            return new Turn(
                    turn.number(),
                    turn.interrupted(),
                    turn.sources().size(),
                    latency.ear(),
                    latency.model(),
                    latency.voice(),
                    latency.voiceToVoice());
        }

        @Override
        public String event() {
            return "turn";
        }
    }

    /**
     * A tool runs, or has run.
     *
     * @param status {@code executing}, {@code completed} or {@code failed}
     * @param result what it gave, as it gave it; null while it runs
     */
    record Tool(
            String id,
            String name,
            String status,
            String arguments,
            @Nullable String result) implements Happening {
        @Override
        public String event() {
            return "tool";
        }
    }

    /**
     * The caller makes a sound over the agent's speech.
     *
     * @param state the agent is {@code paused}, then {@code resumed} or {@code cut}
     */
    record Interruption(String state) implements Happening {
        @Override
        public String event() {
            return "interruption";
        }
    }

    /** Somebody wrote a note beside the call. */
    record Note(CallNote note) implements Happening {
        @Override
        public String event() {
            return "note";
        }
    }

    /** Something went wrong. */
    record Trouble(String message) implements Happening {
        @Override
        public String event() {
            return "trouble";
        }
    }

    /** Whoever watches has missed something that is kept no longer; the transcript has it. */
    record Gap(long missed) implements Happening {
        @Override
        public String event() {
            return "gap";
        }

        @Override
        public boolean isKept() {
            return false;
        }
    }

    /** The call is over; nothing follows. */
    record Ended(String reason, long seconds) implements Happening {
        @Override
        public String event() {
            return "ended";
        }
    }
}
