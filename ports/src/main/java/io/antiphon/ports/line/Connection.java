package io.antiphon.ports.line;

/** Whoever is at the door, before it is known who talks with them: a {@link Line} with sound, or a {@link TextLine}. */
public sealed interface Connection permits Line, TextLine {
    /** Who is on the other end. */
    LineDescription description();

    /** Turns the caller away before any conversation, in the way the connection knows. */
    void refuse(Refusal refusal);
}
