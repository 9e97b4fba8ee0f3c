package io.antiphon.ports.line;

/** Where lines bring their callers. */
@FunctionalInterface
public interface Reception {
    /**
     * Makes a call of {@code line}, or refuses it. Called on the line's thread, which may block here; the line keeps
     * what the caller says meanwhile.
     */
    void arrived(Line line, Arrival arrival);
}
