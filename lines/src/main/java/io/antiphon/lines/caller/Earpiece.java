package io.antiphon.lines.caller;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Plays the agent's sound as a telephone or browser does: in the order received, at real time, beginning when 40 ms are
 * there or 40 ms have passed. Pieces may be of any length; marks lie between them.
 */
final class Earpiece {
    private static final int PREROLL_TICKS = 2;

    private static final class Piece {
        private final long number;
        private final short[] samples;
        private int at;

        Piece(long number, short[] samples) {
            this.number = number;
            this.samples = samples;
        }
    }

    private record Mark(String name, long after) {}

    private final int frame;
    private final ArrayDeque<Piece> pieces = new ArrayDeque<>();
    private final ArrayDeque<Mark> marks = new ArrayDeque<>();
    private long received;
    private long lastPlayed;
    private int waiting;
    private int waitedTicks;
    private boolean running;

    /** @param frame samples in 20 ms */
    Earpiece(int frame) {
        this.frame = frame;
    }

    void add(short[] samples) {
        received++;
        pieces.add(new Piece(received, samples));
        waiting += samples.length;
    }

    void mark(String name) {
        marks.add(new Mark(name, received));
    }

    /** The next 20 ms of sound; silence where nothing is there. */
    short[] play() {
        var sound = new short[frame];
        if (waiting > 0 && !running) {
            waitedTicks++;
            running = waiting >= PREROLL_TICKS * frame || waitedTicks > PREROLL_TICKS;
        }
        for (int at = 0; running && at < frame && !pieces.isEmpty(); ) {
            var piece = pieces.element();
            int taken = Math.min(frame - at, piece.samples.length - piece.at);
            System.arraycopy(piece.samples, piece.at, sound, at, taken);
            piece.at += taken;
            at += taken;
            waiting -= taken;
            if (piece.at == piece.samples.length) {
                lastPlayed = pieces.remove().number;
            }
        }
        if (pieces.isEmpty()) {
            running = false;
            waitedTicks = 0;
        }
        return sound;
    }

    /** The marks before which everything has been played, oldest first; each is told once. */
    List<String> passedMarks() {
        var passed = new ArrayList<String>();
        long played = pieces.isEmpty() ? received : pieces.element().number - 1;
        while (!marks.isEmpty() && marks.element().after <= played) {
            passed.add(marks.remove().name);
        }
        return passed;
    }

    /** Drops what has not been played; the number of dropped samples. */
    int clear() {
        int dropped = waiting;
        pieces.clear();
        waiting = 0;
        running = false;
        waitedTicks = 0;
        return dropped;
    }

    /** Number, from 1 in the order received, of the last piece played to its end. */
    long lastPlayed() {
        return lastPlayed;
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }
}
