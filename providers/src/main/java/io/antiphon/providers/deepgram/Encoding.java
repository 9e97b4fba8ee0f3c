package io.antiphon.providers.deepgram;

import io.antiphon.audio.Frame;
import io.antiphon.audio.G711;
import io.antiphon.audio.Pcm16;

/**
 * How sound is sent. A telephone line's 8 kHz goes as µ-law: what a carrier sent as such arrives as it was, in half the
 * bytes.
 */
enum Encoding {
    LINEAR16 {
        @Override
        byte[] bytes(Frame frame) {
            return Pcm16.encode(frame.samples());
        }
    },
    MULAW {
        @Override
        byte[] bytes(Frame frame) {
            return G711.ULAW.encode(frame.samples());
        }
    };

    private static final int TELEPHONE_RATE = 8000;

    static Encoding of(int rate) {
        return rate == TELEPHONE_RATE ? MULAW : LINEAR16;
    }

    abstract byte[] bytes(Frame frame);

    /** As the vendor writes it. */
    String word() {
        return this == MULAW ? "mulaw" : "linear16";
    }
}
