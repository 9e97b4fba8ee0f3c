package io.antiphon.conversation.stage;

import io.antiphon.audio.Frame;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.speech.Ear;
import java.util.List;

/** Everything that can happen in a call. A conversation is a fold over these. */
public sealed interface CallEvent {

    /** The caller's next 20 ms and how likely it is speech, 0 to 1. This is the call's clock. */
    record CallerFrame(Frame frame, float speech) implements CallEvent {}

    /** What the caller seems to have said since the ear's last final words. */
    record CallerPartial(String text) implements CallEvent {}

    /** Final words of the caller; empty when the ear was asked and understood nothing. */
    record CallerSaid(String text, double confidence) implements CallEvent {}

    /** The recogniser's own opinion of the caller's turn. */
    record CallerTurn(Ear.TurnSignal signal) implements CallEvent {}

    /** A key: {@code 0-9 * # A-D}. */
    record DigitPressed(char digit) implements CallEvent {}

    /** The agent's frame of this number, and those before it, have been played. */
    record PlayedUpTo(long frame) implements CallEvent {}

    /** After a clear: the frame of this number was the last one played. */
    record PlaybackCleared(long frame) implements CallEvent {}

    /** What the agent's knowledge holds on the turn's question. */
    record PassagesFound(int turn, Findings findings) implements CallEvent {}

    /** The next piece of one of the answers that were asked for in this turn. */
    record ModelThought(int turn, int attempt, ModelPiece piece) implements CallEvent {}

    /** The next frames of an utterance, at the line's rate. */
    record VoiceSounded(int turn, int utterance, List<Frame> frames) implements CallEvent {}

    /** Where a word of an utterance lies in its sound. */
    record VoiceAligned(int turn, int utterance, Word word) implements CallEvent {}

    /** An utterance is complete. */
    record VoiceFinished(int turn, int utterance) implements CallEvent {}

    /** A tool gave its result. */
    record ToolFinished(int turn, String id, String name, String arguments, String result) implements CallEvent {}

    /**
     * A provider failed. {@code turn} is -1 for the ear, which belongs to no turn; {@code piece} is the attempt of a
     * mind or the utterance of a voice, {@link #HEARING} where a dialogue hears no more, else 0.
     */
    record ProviderFailed(int turn, Part part, int piece, ProviderFailure failure) implements CallEvent {
        /** The piece that tells the failure of a dialogue that hears from that of another ear. */
        public static final int HEARING = 1;
    }

    /** The caller ended the call. */
    record CallerHungUp() implements CallEvent {}

    /** The connection broke. */
    record LineLost(String why) implements CallEvent {}

    /** Someone on our side ends the call: an operator, or a server that stops. */
    record EndRequested(String reason) implements CallEvent {}

    /** An operator has the agent say this: before anything of its own, but not over the caller. */
    record OperatorSaid(String text) implements CallEvent {}

    /** The caller is gone and the ear's last words did not come in time. */
    record LastWordsOverdue() implements CallEvent {}

    /** The part of a call that a provider plays. */
    enum Part {
        EAR,
        KNOWLEDGE,
        MIND,
        VOICE
    }

    /** A word's place in an utterance: characters {@code from} to {@code to}, sounding until {@code endMillis}. */
    record Word(int from, int to, int endMillis) {}
}
