package io.antiphon.server;

import io.antiphon.audio.Frame;
import io.antiphon.lines.caller.Person;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A caller of {@link RelayLoadTest}: asks, listens, cuts into every third answer, and knows how much of each it has
 * heard. Called by the threads of its line and of the vendor.
 */
final class RelayCaller implements Person {
    static final int RATE = 8_000;
    private static final int FRAME = Frame.length(RATE);
    private static final long MILLI = 1_000_000;
    private static final long OVER_AFTER = 400 * MILLI;
    private static final long MISSED_AFTER = 6_000 * MILLI;
    private static final double CUTS_IN = 0.33;

    private enum Mood {
        RESTING,
        SPEAKING,
        WAITING,
        LISTENING
    }

    private final List<short[]> speeches;
    private final RelayFigures figures;
    private final RelayWatch watch;
    private final SplittableRandom random;

    private Mood mood = Mood.RESTING;
    private int rest;
    private short[] speech = {};
    private int position;
    private long asked;
    private double cutInAfter;

    // The answer on its way or being heard.
    private String item = "";
    private long left;
    private boolean sounded;
    private double heardMillis;
    private double stoppedAtMillis;
    private int stops;
    private boolean resumed;
    private long playedUntil;

    RelayCaller(List<short[]> speeches, RelayFigures figures, RelayWatch watch, int number) {
        this.speeches = speeches;
        this.figures = figures;
        this.watch = watch;
        this.random = new SplittableRandom(31L * number + 7);
        this.rest = random.nextInt(100);
    }

    @Override
    public synchronized short[] says() {
        long now = System.nanoTime();
        switch (mood) {
            case RESTING -> {
                if (--rest < 0) {
                    speak();
                }
            }
            case LISTENING -> {
                if (now - playedUntil > OVER_AFTER) {
                    rest();
                } else if (heardMillis - Math.max(0, playedUntil - now) / (double) MILLI >= cutInAfter) {
                    speak();
                }
            }
            case WAITING -> {
                if (now - asked > MISSED_AFTER) {
                    if (figures.isOpen()) {
                        figures.missed.incrementAndGet();
                    }
                    rest();
                }
            }
            case SPEAKING -> {}
        }
        short[] out = frame();
        if (mood == Mood.SPEAKING && position >= speech.length) {
            mood = sounded && stops == 0 && now < playedUntil ? Mood.LISTENING : Mood.WAITING;
            asked = now;
        }
        watch.said(this, out);
        return out;
    }

    private void speak() {
        speech = speeches.get(random.nextInt(speeches.size()));
        position = 0;
        mood = Mood.SPEAKING;
        cutInAfter = Double.MAX_VALUE;
    }

    private void rest() {
        mood = Mood.RESTING;
        rest = random.nextInt(5, 30);
    }

    /** What it says next, in a quiet room: no two frames are alike. */
    private short[] frame() {
        short[] out = new short[FRAME];
        for (int i = 0; i < FRAME; i++) {
            int spoken = mood == Mood.SPEAKING && position + i < speech.length ? speech[position + i] : 0;
            out[i] = (short) Math.clamp(spoken + random.nextInt(-28, 29), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        position = mood == Mood.SPEAKING ? position + FRAME : position;
        return out;
    }

    /** The vendor is about to send the first sound of an answer. */
    synchronized void leaves(String answer, long now) {
        item = answer;
        left = now;
        sounded = false;
        heardMillis = 0;
        stops = 0;
        resumed = false;
    }

    @Override
    public synchronized void hears(short[] samples) {
        long now = System.nanoTime();
        if (!sounded && left > 0) {
            sounded = true;
            figures.down.add((now - left) / (double) MILLI);
            cutInAfter = random.nextDouble() < CUTS_IN ? random.nextInt(400, 2000) : Double.MAX_VALUE;
            mood = mood == Mood.WAITING ? Mood.LISTENING : mood;
        }
        resumed |= stops > 0;
        heardMillis += samples.length * 1000.0 / RATE;
        playedUntil = Math.max(now, playedUntil) + samples.length * MILLI * 1000 / RATE;
    }

    @Override
    public synchronized void dropped(int samples) {
        stops++;
        heardMillis -= samples * 1000.0 / RATE;
        stoppedAtMillis = heardMillis;
        playedUntil = Math.min(playedUntil, System.nanoTime());
    }

    /** The vendor was told that so much of an answer was heard. */
    synchronized void cut(String answer, int millis) {
        if (answer.equals(item) && stops == 1 && !resumed) {
            figures.truncation.add(Math.abs(millis - stoppedAtMillis));
        }
    }

    /** The same frame, as it is compared. */
    static long key(byte[] codes) {
        return ((long) Arrays.hashCode(codes) << 32) ^ reversed(codes);
    }

    private static int reversed(byte[] codes) {
        int hash = 17;
        for (int i = codes.length - 1; i >= 0; i--) {
            hash = 37 * hash + codes[i];
        }
        return hash;
    }
}
