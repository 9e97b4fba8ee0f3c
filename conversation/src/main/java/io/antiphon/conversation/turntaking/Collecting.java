package io.antiphon.conversation.turntaking;

/**
 * What the agent has asked the caller to give.
 *
 * @param length digits that it has, where it has a known number of them
 */
public record Collecting(Kind kind, int length) {
    /** What holds while nothing has been asked for. */
    public static final Collecting NOTHING = new Collecting(Kind.NOTHING, 0);

    /** What can be asked for. */
    public enum Kind {
        NOTHING,
        PHONE_NUMBER,
        CODE,
        NUMBER,
        EMAIL,
        DATE,
        SPELLING,
        YES_OR_NO
    }

    /** Whether an answer has a form that tells when it is whole; a "yes" has none. */
    public boolean hasForm() {
        return kind != Kind.NOTHING && kind != Kind.YES_OR_NO;
    }
}
