package io.antiphon.providers.local.ear;

import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.audio.AudioPlayer;
import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;

/** Somebody who says anything in the same way each time: FreeTTS's voice at 16 kHz. */
final class SyntheticCaller {
    private final Voice voice;

    SyntheticCaller() {
        voice = Arrays.stream(new KevinVoiceDirectory().getVoices())
                .filter(kevin -> kevin.getName().equals("kevin16"))
                .findFirst()
                .orElseThrow();
        voice.allocate();
    }

    /** {@code sentence} between two short silences, at 8000 or 16 000 samples a second. */
    short[] says(String sentence, int rate) {
        var recorder = new Recorder();
        voice.setAudioPlayer(recorder);
        voice.speak(sentence);
        short[] spoken = recorder.samples();
        short[] padded = new short[spoken.length + Cepstra.RATE / 2];
        System.arraycopy(spoken, 0, padded, Cepstra.RATE / 4, spoken.length);
        return rate == Cepstra.RATE ? padded : TelephoneLine.good().carry(padded);
    }

    /** Keeps what FreeTTS would play. */
    private static final class Recorder implements AudioPlayer {
        private final ByteArrayOutputStream sound = new ByteArrayOutputStream();
        private AudioFormat format = new AudioFormat(16_000, 16, 1, true, true);

        short[] samples() {
            byte[] bytes = sound.toByteArray();
            short[] samples = new short[bytes.length / 2];
            ByteBuffer.wrap(bytes)
                    .order(format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer()
                    .get(samples);
            return samples;
        }

        @Override
        public void setAudioFormat(AudioFormat format) {
            this.format = format;
        }

        @Override
        public AudioFormat getAudioFormat() {
            return format;
        }

        @Override
        public boolean write(byte[] audio) {
            return write(audio, 0, audio.length);
        }

        @Override
        public boolean write(byte[] audio, int from, int length) {
            sound.write(audio, from, length);
            return true;
        }

        @Override
        public void begin(int size) {}

        @Override
        public boolean end() {
            return true;
        }

        @Override
        public void cancel() {}

        @Override
        public void close() {}

        @Override
        public boolean drain() {
            return true;
        }

        @Override
        public float getVolume() {
            return 1;
        }

        @Override
        public void setVolume(float volume) {}

        @Override
        public long getTime() {
            return 0;
        }

        @Override
        public void resetTime() {}

        @Override
        public void startFirstSampleTimer() {}

        @Override
        public void showMetrics() {}

        @Override
        public void pause() {}

        @Override
        public void resume() {}

        @Override
        public void reset() {}
    }
}
