package io.antiphon.lines.caller;

import io.antiphon.ports.journal.TurnRecord;

/** What a caller notices. {@link #nanos} is the time of the caller's clock, as of {@link System#nanoTime}. */
public sealed interface CallerEvent {
    /** When it was noticed. */
    long nanos();

    /** The connection stands and the caller's sound is on its way. */
    record Connected(long nanos) implements CallerEvent {}

    /** Everything that was to be said has been sent: the last frame left just now. */
    record Said(long nanos) implements CallerEvent {}

    /** The agent's sound became audible after at least 200 ms without. */
    record AgentBegan(long nanos) implements CallerEvent {}

    /** The agent's sound has been inaudible for 200 ms. */
    record AgentPaused(long nanos) implements CallerEvent {}

    /** The agent told to drop what was not played: so many samples were. */
    record Cleared(long nanos, int droppedSamples) implements CallerEvent {}

    /** The session began; browser only. */
    record SessionStarted(long nanos, String callId, String agent) implements CallerEvent {}

    /** What was understood ({@code user}) or is said ({@code assistant}); browser only. */
    record Transcript(long nanos, String role, String text, boolean complete, boolean interrupted)
            implements CallerEvent {}

    /** A tool ran; arguments and result are JSON; browser only. */
    record ToolRan(long nanos, String name, String arguments, String result) implements CallerEvent {}

    /** A turn was measured; browser only. */
    record Turn(long nanos, TurnRecord turn) implements CallerEvent {}

    /** The server told of a trouble; browser only. */
    record Trouble(long nanos, String message) implements CallerEvent {}

    /** The session ended; browser only. */
    record SessionEnded(long nanos, String reason, int seconds) implements CallerEvent {}

    /** The server broke the protocol; a carrier ends the stream over it (Twilio's error 31924). */
    record Violation(long nanos, String what) implements CallerEvent {}

    /** The connection is closed: the code of RFC 6455 §7.4, 1006 where there was none. */
    record Disconnected(long nanos, int code) implements CallerEvent {}
}
