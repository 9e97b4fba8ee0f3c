package io.antiphon.lines.caller;

/** Someone who decides frame by frame what a {@link Caller} says, and notices what it hears. Never blocks. */
public interface Person {
    /** The next 20 ms at the caller's rate; asked for each tick. The array passes to the caller. */
    short[] says();

    /** Sound of the agent has arrived and will be played after what is there. */
    void hears(short[] samples);

    /** So many samples of what has arrived will never be played. */
    void dropped(int samples);
}
