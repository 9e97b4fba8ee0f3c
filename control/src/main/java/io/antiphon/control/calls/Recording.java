package io.antiphon.control.calls;

import io.antiphon.audio.Codec;
import io.antiphon.audio.Frame;
import io.antiphon.audio.WavWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One call's recording while it grows: the caller on the left, the agent on the right. Belongs to the scribe. */
final class Recording {
    private final Path file;
    private final String name;
    private final int rate;
    private final WavWriter writer;
    private final short[] both;
    private long frames;
    private boolean partial;

    /** @param name how the file is called below the recordings' folder */
    Recording(Path file, String name, int rate) throws IOException {
        this.file = file;
        this.name = name;
        this.rate = rate;
        this.both = new short[WavHead.CHANNELS * Frame.length(rate)];
        Files.createDirectories(file.resolveSibling("."));
        this.writer = WavWriter.to(file, rate, WavHead.CHANNELS, Codec.PCM16);
    }

    /** Appends one tick; frames of another rate than the first are heard as silence. */
    void add(Frame caller, @Nullable Frame agent) throws IOException {
        for (int i = 0; i < both.length; i += WavHead.CHANNELS) {
            both[i] = sample(caller, i / WavHead.CHANNELS);
            both[i + 1] = agent == null ? 0 : sample(agent, i / WavHead.CHANNELS);
        }
        writer.write(both, 0, both.length);
        frames++;
    }

    /** Something of the call is not in it. */
    void missesSomething() {
        partial = true;
    }

    /** The end: nothing is added after it. Never throws, since the call's end does not hang on its recording. */
    RecordingFile finish() {
        try {
            writer.close();
        } catch (IOException full) {
            return afterAFullDisk();
        }
        return described(frames * both.length * Short.BYTES);
    }

    Path file() {
        return file;
    }

    private RecordingFile afterAFullDisk() {
        partial = true;
        try {
            WavHead.repair(file);
            return described(Math.max(0, Files.size(file) - WavHead.LENGTH));
        } catch (IOException unreadable) {
            return described(0);
        }
    }

    private RecordingFile described(long sound) {
        return new RecordingFile(
                name,
                (double) sound / WavHead.BYTES_PER_SAMPLE / rate,
                rate,
                WavHead.CHANNELS,
                WavHead.LENGTH + sound,
                partial);
    }

    private short sample(Frame frame, int index) {
        return frame.rate() == rate ? frame.samples()[index] : 0;
    }
}
