package io.antiphon.testkit.deepgram;

import io.antiphon.audio.Frame;
import io.antiphon.audio.G711;
import io.antiphon.audio.Pcm16;
import io.antiphon.testkit.SpokenLetters;
import io.antiphon.testkit.wire.ReceivedRequest;
import java.util.Arrays;
import java.util.function.Consumer;

/** Cuts the sound of one connection into frames of 20 ms and hears a letter in each. */
final class HeardLetters {
    private final boolean companded;
    private final int rate;
    private byte[] rest = new byte[0];
    private long frames;

    HeardLetters(ReceivedRequest request) {
        this.companded = request.parameter("encoding").equals("mulaw");
        this.rate = Integer.parseInt(request.parameter("sample_rate"));
    }

    /** Gives the letter of each frame, 0 for silence. */
    void take(byte[] sound, Consumer<Character> each) {
        int length = Frame.length(rate) * (companded ? 1 : 2);
        byte[] all = Arrays.copyOf(rest, rest.length + sound.length);
        System.arraycopy(sound, 0, all, rest.length, sound.length);
        int from = 0;
        for (; from + length <= all.length; from += length) {
            byte[] frame = Arrays.copyOfRange(all, from, from + length);
            short[] samples = companded ? G711.ULAW.decode(frame) : Pcm16.decode(frame);
            frames++;
            each.accept(SpokenLetters.hear(samples, 0, samples.length));
        }
        rest = Arrays.copyOfRange(all, from, all.length);
    }

    /** Sound so far, in seconds. */
    double seconds() {
        return frames / (double) Frame.PER_SECOND;
    }
}
