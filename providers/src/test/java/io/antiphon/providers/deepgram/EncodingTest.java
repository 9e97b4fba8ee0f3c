package io.antiphon.providers.deepgram;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.audio.Frame;
import io.antiphon.audio.G711;
import org.junit.jupiter.api.Test;

class EncodingTest {
    private static final int FRAME = 160;
    private static final byte SECOND_ZERO = 0x7f;
    private static final byte ZERO = (byte) 0xff;

    @Test
    void sendsEveryByteOfACarrierAsItCame() {
        for (int first = 0; first < 256; first += FRAME) {
            byte[] carried = new byte[FRAME];
            byte[] expected = new byte[FRAME];
            for (int i = 0; i < FRAME; i++) {
                carried[i] = (byte) (first + i);
                // µ-law has two words for silence.
                expected[i] = carried[i] == SECOND_ZERO ? ZERO : carried[i];
            }
            var frame = new Frame(G711.ULAW.decode(carried), 8000);
            assertThat(Encoding.of(8000).bytes(frame)).isEqualTo(expected);
        }
    }

    @Test
    void sendsWhatABrowserRecordedWithoutLoss() {
        assertThat(Encoding.of(16_000)).isEqualTo(Encoding.LINEAR16);
    }
}
