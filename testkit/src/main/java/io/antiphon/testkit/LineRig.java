package io.antiphon.testkit;

import io.antiphon.ports.line.Line;

/** A line whose caller has just arrived, its far end, and the time of both, moved by hand. */
public interface LineRig {
    /** The line under test, not opened yet. */
    Line line();

    /** Lets {@code frames} times 20 ms pass, one after the other, at both ends. */
    void pass(int frames);

    /** The caller says {@code samples}, at the line's rate, a frame each 20 ms from now on, and silence after. */
    void say(short[] samples);

    /** The far end sends nothing any more, not even silence. */
    void mute();

    /** The far end sends {@code samples} all at once. */
    void burst(short[] samples);

    /** The far end does not tell any more what it has played, nor answers a clear. */
    void withholdReports();

    /** The far end does not read any more. */
    void stopReading();

    /** The caller ends the call in the ordinary way. */
    void hangUp();

    /** The connection breaks. */
    void breakOff();

    /** All that the far end has played so far, at the line's rate, silence included. */
    short[] played();

    /** Whether the line closes the connection within a second. */
    boolean closes();
}
