package io.antiphon.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramerTest {
    private static final short[] COUNT = new short[1_000];

    static {
        for (int i = 0; i < COUNT.length; i++) {
            COUNT[i] = (short) (i + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 159, 160, 161, 480, 1_000})
    void cutsTheSameFramesFromPiecesOfAnyLength(int length) {
        List<Frame> frames = new ArrayList<>();
        Framer framer = new Framer(8_000);
        for (int next = 0; next < COUNT.length; next += length) {
            framer.push(COUNT, next, Math.min(length, COUNT.length - next), frames::add);
        }
        assertThat(frames).hasSize(6);
        framer.flush(frames::add);
        assertThat(frames).hasSize(7);
        for (int i = 0; i < 7 * 160; i++) {
            assertThat(frames.get(i / 160).samples()[i % 160]).isEqualTo(i < 1_000 ? (short) (i + 1) : 0);
        }
    }

    @Test
    void handsOnNothingWhenNothingIsLeft() {
        List<Frame> frames = new ArrayList<>();
        Framer framer = new Framer(8_000);
        framer.flush(frames::add);
        framer.push(COUNT, 0, 160, frames::add);
        framer.flush(frames::add);
        assertThat(frames).hasSize(1);
    }

    @Test
    void forgetsTheCarryOnReset() {
        List<Frame> frames = new ArrayList<>();
        Framer framer = new Framer(8_000);
        framer.push(COUNT, 0, 100, frames::add);
        framer.reset();
        framer.push(COUNT, 0, 160, frames::add);
        assertThat(frames).hasSize(1);
        assertThat(frames.getFirst().samples()[0]).isEqualTo((short) 1);
    }

    @Test
    void leavesEarlierFramesAlone() {
        List<Frame> frames = new ArrayList<>();
        Framer framer = new Framer(8_000);
        framer.push(COUNT, 0, 170, frames::add);
        Frame first = frames.getFirst();
        framer.flush(frames::add);
        assertThat(first.samples()[0]).isEqualTo((short) 1);
        assertThat(frames.get(1).samples()).startsWith((short) 161).endsWith((short) 0);
    }

    @Test
    void refusesARateThatTwentyMillisecondsDoNotDivide() {
        assertThatThrownBy(() -> new Framer(11_025)).isInstanceOf(IllegalArgumentException.class);
    }
}
