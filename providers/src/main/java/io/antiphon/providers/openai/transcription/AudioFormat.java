package io.antiphon.providers.openai.transcription;

import io.antiphon.audio.Frame;
import io.antiphon.audio.G711;
import io.antiphon.audio.Pcm16;
import io.antiphon.audio.Resampler;
import tools.jackson.databind.node.ObjectNode;

/** How one call's sound is sent: a telephone line's as µ-law, as the carrier sent it, any other at 24 kHz. */
interface AudioFormat {
    /** The vendor's only rate of linear sound. */
    int LINEAR_RATE = 24_000;

    /** A frame in this format; to be called for each frame of a call in turn. */
    byte[] bytes(Frame frame);

    /** Writes what the vendor calls it. */
    void describe(ObjectNode format);

    static AudioFormat of(int rate) {
        return rate == 8000 ? new Companded() : new Linear(Resampler.between(rate, LINEAR_RATE));
    }

    /** ITU-T G.711 µ-law at 8 kHz. */
    record Companded() implements AudioFormat {
        @Override
        public byte[] bytes(Frame frame) {
            return G711.ULAW.encode(frame.samples());
        }

        @Override
        public void describe(ObjectNode format) {
            format.put("type", "audio/pcmu");
        }
    }

    /** Linear 16 bit at 24 kHz. */
    record Linear(Resampler resampler) implements AudioFormat {
        @Override
        public byte[] bytes(Frame frame) {
            return Pcm16.encode(resampler.resample(frame).samples());
        }

        @Override
        public void describe(ObjectNode format) {
            format.put("type", "audio/pcm").put("rate", LINEAR_RATE);
        }
    }
}
