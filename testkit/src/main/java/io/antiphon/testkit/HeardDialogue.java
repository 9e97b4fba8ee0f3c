package io.antiphon.testkit;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.speech.Dialogue;
import io.antiphon.ports.speech.Ear;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what a dialogue says and reports, and waits for it. */
public final class HeardDialogue implements Dialogue.Sink, Ear.Listener {
    private static final int PATIENCE_SECONDS = 10;

    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final BlockingQueue<ProviderFailure> failures = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> sounds = new LinkedBlockingQueue<>();
    private final List<ModelPiece> pieces = new ArrayList<>();
    private final AtomicInteger given = new AtomicInteger();
    private final HeardSound sound = new HeardSound();

    @Override
    public synchronized void audio(short[] samples, int rate) {
        given.incrementAndGet();
        sound.audio(samples, rate);
        sounds.add(samples.length);
    }

    @Override
    public synchronized void thought(ModelPiece piece) {
        given.incrementAndGet();
        pieces.add(piece);
    }

    @Override
    public void partial(String text) {}

    @Override
    public void said(String text, double confidence) {
        said.add(text);
    }

    @Override
    public void failed(ProviderFailure failure) {
        failures.add(failure);
    }

    /** The next final words; waits for them. */
    public String said() throws InterruptedException {
        return next(said, "final words");
    }

    /** Final words that were not asked for yet. */
    public List<String> unasked() {
        return List.copyOf(said);
    }

    public ProviderFailure failure() throws InterruptedException {
        return next(failures, "a failure");
    }

    public boolean hasFailed() {
        return !failures.isEmpty();
    }

    /** Waits until some sound has come. */
    public void awaitSound() throws InterruptedException {
        next(sounds, "sound");
    }

    private static <T> T next(BlockingQueue<T> queue, String what) throws InterruptedException {
        T found = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (found == null) {
            throw new AssertionError("no " + what + " within " + PATIENCE_SECONDS + " s");
        }
        return found;
    }

    /** The words of all answers so far. */
    public synchronized String text() {
        var text = new StringBuilder();
        for (ModelPiece piece : pieces) {
            if (piece instanceof ModelPiece.Text(String more)) {
                text.append(more);
            }
        }
        return text.toString();
    }

    public synchronized List<ModelPiece> pieces() {
        return List.copyOf(pieces);
    }

    /** Milliseconds of sound so far. */
    public synchronized int millis() {
        return sound.millis();
    }

    public synchronized HeardSound sound() {
        return sound;
    }

    /** How many times anything was given. */
    public int given() {
        return given.get();
    }
}
