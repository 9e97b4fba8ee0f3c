package io.antiphon.providers.local.ear;

import io.antiphon.audio.Frame;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Samples cut into frames. */
final class Frames {
    private Frames() {}

    /** All whole frames of {@code samples}. */
    static List<Frame> of(short[] samples, int rate) {
        int length = Frame.length(rate);
        return IntStream.range(0, samples.length / length)
                .mapToObj(i -> new Frame(Arrays.copyOfRange(samples, i * length, (i + 1) * length), rate))
                .toList();
    }
}
