package io.antiphon.ports.line;

/** Where lines that pass words alone bring their callers; as {@link Reception}. */
@FunctionalInterface
public interface TextReception {
    /**
     * Makes a call of {@code line}, or refuses it. Called on a thread that may block here; the line keeps what comes
     * meanwhile.
     */
    void arrived(TextLine line, Arrival arrival);
}
