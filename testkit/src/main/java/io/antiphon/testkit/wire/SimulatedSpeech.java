package io.antiphon.testkit.wire;

import io.antiphon.audio.G711;
import io.antiphon.audio.Pcm16;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** What a simulated voice says: a tone for each letter, cut into pieces at the ends of words. */
public final class SimulatedSpeech {
    private static final int LETTER_MILLIS = 60;
    private static final int PITCH = 220;
    private static final double LOUD = 6000;

    private final int rate;
    private final boolean companded;
    private final double letterMillis;

    /** A voice at {@code rate}; companded in µ-law. Speed 1 is 60 ms a letter. */
    public SimulatedSpeech(int rate, boolean companded, double speed) {
        this.rate = rate;
        this.companded = companded;
        this.letterMillis = LETTER_MILLIS / speed;
    }

    /** The words of a text, each with the space after it. */
    public static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int at = 1; at <= text.length(); at++) {
            if (at == text.length() || (text.charAt(at - 1) == ' ' && text.charAt(at) != ' ')) {
                pieces.add(text.substring(from, at));
                from = at;
            }
        }
        return pieces;
    }

    /** How long a piece takes. */
    public double millis(String piece) {
        return piece.length() * letterMillis;
    }

    /** The place of one letter in its piece. */
    public int letterStart(int index) {
        return (int) (index * letterMillis);
    }

    /** A piece as sound, in base64. */
    public String sound(String piece) {
        var samples = new short[(int) (millis(piece) * rate / 1000)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (LOUD * Math.sin(2 * Math.PI * PITCH * i / rate));
        }
        return Base64.getEncoder().encodeToString(companded ? G711.ULAW.encode(samples) : Pcm16.encode(samples));
    }

    /** Gives piece after piece from a thread of its own, much faster than it is spoken, until it is interrupted. */
    public static Thread speak(String text, BiConsumer<Integer, String> each, Runnable end) {
        return Thread.ofVirtual().name("simulated-speech").start(() -> {
            List<String> pieces = pieces(text);
            try {
                for (int i = 0; i < pieces.size(); i++) {
                    each.accept(i, pieces.get(i));
                    boolean never = new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS);
                    assert !never;
                }
                end.run();
            } catch (InterruptedException cancelled) {
                // Then there is no end either.
            }
        });
    }
}
