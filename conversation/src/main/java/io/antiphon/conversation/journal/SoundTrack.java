package io.antiphon.conversation.journal;

import io.antiphon.conversation.hearing.Impression;
import java.util.HexFormat;

/**
 * What was noticed of a call's sound, three bytes a tick, as a journal keeps it: what {@link Impression} tells of the
 * caller, and how many frames of the agent the line reported played since the tick before.
 */
public final class SoundTrack {
    /** Bytes a tick. */
    public static final int WIDTH = 3;

    /** Ticks that are written together: a second. */
    static final int STRETCH = 50;

    private static final int MOST = 255;

    private final byte[] pending = new byte[STRETCH * WIDTH];
    private int filled;
    private int played;

    void played(long frames) {
        played = (int) Math.min(MOST, played + frames);
    }

    /**
     * Takes a tick.
     *
     * @param over how likely the turn is over, as {@link Impression#quantised}
     * @return whether a stretch is full and wants to be written
     */
    boolean tick(Impression impression, int over) {
        pending[filled++] = (byte) impression.flags();
        pending[filled++] = (byte) over;
        pending[filled++] = (byte) played;
        played = 0;
        return filled == pending.length;
    }

    boolean isEmpty() {
        return filled == 0;
    }

    /** What has been taken since the last time, as hexadecimal digits. */
    String take() {
        String written = HexFormat.of().formatHex(pending, 0, filled);
        filled = 0;
        return written;
    }

    /** A stretch read back: one tick's bytes after the other. */
    public static byte[] read(String written) {
        byte[] bytes = HexFormat.of().parseHex(written);
        if (bytes.length % WIDTH != 0) {
            throw new IllegalArgumentException("a stretch of sound in the journal is cut off");
        }
        return bytes;
    }
}
