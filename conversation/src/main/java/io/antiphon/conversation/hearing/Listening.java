package io.antiphon.conversation.hearing;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.settings.AgentState;
import io.antiphon.conversation.settings.CallSettings;
import io.antiphon.conversation.turntaking.Collecting;
import io.antiphon.conversation.turntaking.Pace;
import io.antiphon.conversation.turntaking.Paces;
import io.antiphon.conversation.turntaking.Scene;
import io.antiphon.conversation.turntaking.Scene.Phase;
import io.antiphon.conversation.turntaking.TurnTaking;
import io.antiphon.conversation.turntaking.Wording;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hearing half of a conversation alone: who speaks, when a turn is over, when an agent is interrupted. The same
 * rules as {@code Conversation} follows, over a caller and an agent that have been recorded. No thread of its own; its
 * clock is the frames it takes.
 */
public final class Listening {
    /** An agent that was silent for so many frames has finished; shorter gaps are between its sentences. */
    private static final int AGENT_DONE = 40;

    private static final CallSettings.Limits NO_LIMITS =
            new CallSettings.Limits(0, Integer.MAX_VALUE, 0, Integer.MAX_VALUE, Integer.MAX_VALUE);

    private final Paces paces;
    private final SpeechDetector detector;
    private final Listener listener;
    private final Ears ears = new Ears();
    private final Hearing hearing = new Hearing(ears);
    private final Wording wording = Wording.of("en");
    private final boolean wordless;
    private Phase phase = Phase.LISTENING;
    private boolean inStretch;
    private boolean cut;
    private int agentSilent = AGENT_DONE;
    private long tick;
    private long pausedSince;

    /** What is heard, at the moment of {@link #millis()}. */
    public interface Listener {
        /** A stretch of the caller's speech has been recognised. */
        void speechStarted();

        /** The caller is done: an agent would answer now. */
        void turnEnded();

        /** The caller silences the agent. */
        void agentStopped();

        /** It meant nothing: the agent speaks on. */
        void agentResumed();

        /** The caller paused: the recogniser is to say its final words, by {@link #said}. */
        void finishHearing();

        /** The caller fell silent, and this is by what {@link io.antiphon.audio.EndOfTurn} judges it; to be copied. */
        default void silenceJudged(float[] features) {}
    }

    /**
     * @param manners how soon to answer and how easily to be interrupted
     * @param wordless whether no recogniser listens; {@link Listener#finishHearing} is not called then
     */
    public Listening(CallSettings.Manners manners, boolean wordless, SpeechDetector detector, Listener listener) {
        this.paces = new Paces(manners, NO_LIMITS);
        this.wordless = wordless;
        this.detector = detector;
        this.listener = listener;
    }

    /** Time on the clock of the frames, in milliseconds: the end of the latest one. */
    public long millis() {
        return tick * Frame.MILLIS;
    }

    /** Whether the caller is in the middle of a turn, so that something is still to come of it. */
    public boolean isExpecting() {
        return phase == Phase.PAUSED || hearing.inStretch() || hearing.voicedMillis() >= Pace.SHORTEST_TURN;
    }

    /** Whether the caller is inside a stretch of speech: what an ear is told with each frame. */
    public boolean inStretch() {
        return hearing.inStretch();
    }

    /** What seems to have been said since the last final words. */
    public void partial(String text) {
        hearing.partial(text);
    }

    /** Final words. */
    public void said(String text, double confidence) {
        hearing.said(text, confidence);
    }

    /** Takes 20 ms of the caller, and what the agent says in the same 20 ms; null when it is silent. */
    public void take(Frame caller, @Nullable Frame agent) {
        long judged = ears.judged();
        ears.sent(agent == null ? List.of() : List.of(agent));
        hearing.frame(caller, detector.speech(caller), tick);
        tick++;
        if (ears.judged() > judged) {
            listener.silenceJudged(ears.features());
        }
        if (hearing.inStretch() && !inStretch) {
            listener.speechStarted();
        }
        inStretch = hearing.inStretch();
        follow(agent != null && Loudness.isAudible(agent));
        decide();
    }

    private void follow(boolean audible) {
        agentSilent = audible ? 0 : agentSilent + 1;
        if (phase == Phase.LISTENING && audible && !cut) {
            phase = Phase.SPEAKING;
        } else if (phase == Phase.SPEAKING && agentSilent > AGENT_DONE) {
            phase = Phase.LISTENING;
        }
        if (agentSilent > AGENT_DONE) {
            cut = false;
        }
    }

    private void decide() {
        switch (TurnTaking.decide(scene(), paces.in(state()))) {
            case FINISH_HEARING -> {
                hearing.finishAsked();
                inStretch = false;
                if (wordless) {
                    hearing.said("", Double.NaN);
                } else {
                    listener.finishHearing();
                }
                if (phase == Phase.SPEAKING) {
                    hearing.forget();
                }
            }
            case ANSWER, ASK_AGAIN -> {
                hearing.giveUpWaiting();
                hearing.forget();
                cut = false;
                listener.turnEnded();
            }
            case PAUSE -> {
                phase = Phase.PAUSED;
                pausedSince = tick;
                listener.agentStopped();
            }
            case RESUME -> {
                hearing.forget();
                phase = agentSilent > AGENT_DONE ? Phase.LISTENING : Phase.SPEAKING;
                listener.agentResumed();
            }
            case CUT -> {
                phase = Phase.LISTENING;
                cut = true;
            }
            case WAIT, SPECULATE, BACKCHANNEL, WITHDRAW, REMIND, GIVE_UP, TIME_UP -> {}
        }
    }

    private AgentState state() {
        return phase == Phase.LISTENING ? AgentState.LISTENING : AgentState.SPEAKING;
    }

    private Scene scene() {
        return new Scene(
                phase,
                state(),
                hearing.caller(wordless),
                wording.of(hearing.text(), Collecting.NOTHING, false),
                new Scene.Silence(0, 0, phase == Phase.PAUSED ? (int) (tick - pausedSince) * Frame.MILLIS : 0),
                millis(),
                0,
                Scene.Owed.NOTHING,
                new Scene.Own(Integer.MAX_VALUE, 0, false, true, false, 0));
    }
}
