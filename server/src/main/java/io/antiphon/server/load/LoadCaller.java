package io.antiphon.server.load;

import io.antiphon.lines.caller.Person;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One caller: asks, listens to the answer, now and then cuts in, and measures what it hears. A frame that is given out
 * holds the 20 ms of sound before that moment, as a microphone's does; every question begins at another place in a
 * frame. Called by the threads of its line.
 */
final class LoadCaller implements Person {
    private static final int MILLIS = 20;
    private static final double CUTS_IN = 0.2;
    private static final long NANOS = 1_000_000;
    private static final long OVER_AFTER = 400 * NANOS;
    private static final long MISSED_AFTER = 6_000 * NANOS;

    private enum Mood {
        RESTING,
        SPEAKING,
        WAITING,
        LISTENING
    }

    private final List<Speech> speeches;
    private final TimedEar ear;
    private final Tally tally;
    private final SplittableRandom random;
    private final int frame;
    private final long nanosPerSample;
    private final short[] noise;

    private Mood mood = Mood.RESTING;
    private int rest;
    private Speech speech;
    private int position;
    private long began;
    private long ended;
    private boolean answered = true;
    private boolean cuttingIn;
    private boolean stopped;
    private double cutInAfter;
    private double heardMillis;
    private double heardAtStop;
    private boolean muddled;
    private long playedUntil;

    LoadCaller(List<Speech> speeches, TimedEar ear, Tally tally, long seed, int firstRest) {
        this.speeches = speeches;
        this.speech = speeches.getFirst();
        this.ear = ear;
        this.tally = tally;
        this.random = new SplittableRandom(seed);
        this.frame = speech.rate() * MILLIS / 1000;
        this.nanosPerSample = 1_000_000_000L / speech.rate();
        this.rest = firstRest;
        this.noise = noise(frame * 50);
    }

    /** A quiet room: about -66 dBFS. */
    private short[] noise(int length) {
        short[] samples = new short[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (short) random.nextInt(-28, 29);
        }
        return samples;
    }

    @Override
    public synchronized short[] says() {
        long now = System.nanoTime();
        if (tally.isOpen()) {
            tally.ticks.incrementAndGet();
        }
        switch (mood) {
            case RESTING -> {
                if (--rest < 0) {
                    speak(false);
                }
            }
            case LISTENING -> listen(now);
            case WAITING -> {
                if (now - ended > MISSED_AFTER) {
                    missed();
                }
            }
            case SPEAKING -> {}
        }
        return mood == Mood.SPEAKING ? speakOn(now) : room();
    }

    private void speak(boolean cutsIn) {
        speech = speeches.get(random.nextInt(speeches.size()));
        position = -random.nextInt(frame);
        mood = Mood.SPEAKING;
        cuttingIn = cutsIn;
        stopped = false;
        answered = false;
        muddled = false;
    }

    private short[] speakOn(long now) {
        short[] out = room();
        long start = now - MILLIS * NANOS;
        int from = position;
        position += frame;
        for (int i = Math.max(0, -from); i < frame && from + i < speech.samples().length; i++) {
            out[i] = (short) Math.clamp(out[i] + speech.samples()[from + i], Short.MIN_VALUE, Short.MAX_VALUE);
        }
        if (from <= speech.begin() && speech.begin() < position) {
            began = start + (speech.begin() - from) * nanosPerSample;
            ear.begins(speech, began);
        }
        if (from < speech.end() && speech.end() <= position) {
            ended = start + (speech.end() - from) * nanosPerSample;
            ear.ends(ended);
        }
        if (position >= speech.samples().length) {
            mood = Mood.WAITING;
            unstopped();
        }
        if (tally.isOpen()) {
            tally.speakingTicks.incrementAndGet();
        }
        return out;
    }

    private short[] room() {
        int from = random.nextInt(noise.length - frame);
        short[] out = new short[frame];
        System.arraycopy(noise, from, out, 0, frame);
        return out;
    }

    private void listen(long now) {
        if (now - playedUntil > OVER_AFTER) {
            rest(now);
        } else if (heardMillis - Math.max(0, playedUntil - now) / (double) NANOS >= cutInAfter) {
            speak(true);
        }
    }

    private void rest(long now) {
        mood = Mood.RESTING;
        rest = random.nextInt(5, 30);
        playedUntil = Math.min(playedUntil, now);
    }

    private void missed() {
        if (tally.isOpen()) {
            tally.missed.incrementAndGet();
        }
        mood = Mood.RESTING;
        rest = random.nextInt(5, 30);
    }

    /** The agent spoke on to the end of what it had to say: that long it took to stop. */
    private void unstopped() {
        if (cuttingIn && !stopped && playedUntil - began > 1_000 * NANOS) {
            stopped = true;
            if (tally.isOpen()) {
                tally.bargeInStop.add((playedUntil - began) / (double) NANOS);
            }
        }
    }

    @Override
    public synchronized void hears(short[] samples) {
        long now = System.nanoTime();
        playedUntil = Math.max(now, playedUntil) + samples.length * nanosPerSample;
        heardMillis += samples.length * nanosPerSample / (double) NANOS;
        boolean afterItsEnd = mood == Mood.WAITING || (mood == Mood.SPEAKING && position >= speech.end());
        if (!answered && afterItsEnd) {
            answered(now, samples);
        } else if (mood == Mood.SPEAKING && (!cuttingIn || stopped)) {
            muddled = true;
            if (!cuttingIn && tally.isOpen()) {
                tally.early.incrementAndGet();
            }
        }
    }

    private void answered(long now, short[] samples) {
        answered = true;
        mood = Mood.LISTENING;
        heardMillis = samples.length * nanosPerSample / (double) NANOS;
        cutInAfter = random.nextDouble() < CUTS_IN ? random.nextInt(400, 2000) : Double.MAX_VALUE;
        if (tally.isOpen()) {
            tally.voiceToVoice.add((now - ended) / (double) NANOS);
        }
    }

    @Override
    public synchronized void dropped(int samples) {
        stop(System.nanoTime(), samples * nanosPerSample);
    }

    /** Drops what has been heard of but not played; how much that was, in nanoseconds. */
    synchronized long drop() {
        long now = System.nanoTime();
        long unplayed = Math.max(0, playedUntil - now);
        stop(now, unplayed);
        return unplayed;
    }

    /** Sound that was received and not played yet, in nanoseconds. */
    synchronized long unplayed() {
        return Math.max(0, playedUntil - System.nanoTime());
    }

    private void stop(long now, long unplayed) {
        playedUntil = Math.min(playedUntil, now);
        heardMillis -= unplayed / (double) NANOS;
        if (cuttingIn && !stopped && mood == Mood.SPEAKING) {
            stopped = true;
            heardAtStop = heardMillis;
            if (tally.isOpen()) {
                tally.bargeInStop.add((now - began) / (double) NANOS);
            }
        }
    }

    /** The record says that the agent was cut off, and that this text of it was heard. */
    synchronized void cutOff(String text) {
        if (stopped && !muddled && tally.isOpen()) {
            double least = Answer.words(text) * Answer.WORD_MILLIS;
            double most = least + Answer.WORD_MILLIS;
            tally.truncationError.add(Math.max(0, Math.max(least - heardAtStop, heardAtStop - most)));
        }
    }
}
