package io.antiphon.ports.line;

/** Where a call that was placed stands, as its carrier tells. */
public enum DialStatus {
    /** It waits to be dialled. */
    QUEUED,
    /** The telephone rings. */
    RINGING,
    /** Somebody, or a machine, has answered. */
    ANSWERED,
    /** It was answered and is over. */
    COMPLETED,
    /** The line was taken. */
    BUSY,
    /** Nobody answered. */
    NO_ANSWER,
    /** It was hung up before anybody answered. */
    CANCELED,
    /** The network could not connect it. */
    FAILED;

    /** Whether nothing more will come of it. */
    public boolean isOver() {
        return this != QUEUED && this != RINGING && this != ANSWERED;
    }
}
