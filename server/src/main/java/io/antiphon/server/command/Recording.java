package io.antiphon.server.command;

import io.antiphon.audio.Frame;
import io.antiphon.audio.Framer;
import io.antiphon.audio.Resampler;
import io.antiphon.audio.UnreadableWav;
import io.antiphon.audio.WavReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A WAV file as the frames a call would bring. */
record Recording(List<Frame> frames, int rate) {

    /**
     * Reads a file at its own rate if a call could have it, else at the next of 8 and 16 kHz; of two channels the first.
     *
     * @param wanted samples a second, or 0 for the file's own
     * @throws CommandFailure naming the file, when it cannot be read as sound
     */
    static Recording read(Path file, int wanted) {
        try (WavReader wav = new WavReader(new BufferedInputStream(Files.newInputStream(file)))) {
            if (wav.rate() < Resampler.LOWEST_RATE || wav.rate() > Resampler.HIGHEST_RATE) {
                throw new CommandFailure(
                        AntiphonCommand.FAILED,
                        file + " has " + wav.rate() + " samples a second; readable are " + Resampler.LOWEST_RATE
                                + " to " + Resampler.HIGHEST_RATE + ".");
            }
            int rate = wanted > 0 ? wanted : wav.rate() < 16_000 ? 8_000 : 16_000;
            return new Recording(frames(wav, rate), rate);
        } catch (UnreadableWav failure) {
            throw new CommandFailure(AntiphonCommand.FAILED, file + ": " + failure.getMessage());
        } catch (NoSuchFileException missing) {
            throw new CommandFailure(AntiphonCommand.FAILED, file + " does not exist.");
        } catch (FileSystemException failure) {
            throw new CommandFailure(AntiphonCommand.FAILED, file + " cannot be read: " + failure.getReason());
        } catch (IOException failure) {
            throw new CommandFailure(AntiphonCommand.FAILED, file + ": " + failure.getMessage());
        }
    }

    private static List<Frame> frames(WavReader wav, int rate) throws IOException {
        List<Frame> frames = new ArrayList<>();
        Framer framer = new Framer(rate);
        Resampler resampler = Resampler.between(wav.rate(), rate);
        int channels = wav.channels();
        short[] read = new short[wav.rate() * channels];
        short[] one = new short[wav.rate()];
        short[] made = new short[Math.max(resampler.maxOutput(one.length), resampler.maxFlush())];
        int late = resampler.delay();
        int count;
        while ((count = wav.read(read, 0, read.length)) > 0) {
            for (int i = 0; i < count / channels; i++) {
                one[i] = read[i * channels];
            }
            int length = resampler.resample(one, 0, count / channels, made, 0);
            int skipped = Math.min(late, length);
            late -= skipped;
            framer.push(made, skipped, length - skipped, frames::add);
        }
        framer.push(made, 0, resampler.flush(made, 0), frames::add);
        framer.flush(frames::add);
        return frames;
    }

    /** The frame at this place; silence behind the end. */
    Frame at(int index) {
        return index < frames.size() ? frames.get(index) : Frame.silence(rate);
    }
}
