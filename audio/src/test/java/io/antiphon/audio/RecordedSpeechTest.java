package io.antiphon.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Voice activity on a human voice: the telephone prompts of Debian's package asterisk-core-sounds-en-wav. */
@Tag("recorded-speech")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedSpeechTest {
    private static final Path PROMPTS = Path.of("/usr/share/asterisk/sounds/en_US_f_Allison");
    private static final int PROMPT_COUNT = 25;
    private static final int RATE = 8_000;

    /** Within this of its loudest frame, a frame of a studio prompt is certainly speech, in dB. */
    private static final double CERTAIN = 20;

    private final SileroVad vad = new SileroVad();
    private List<List<Frame>> prompts;

    @BeforeAll
    void load() throws IOException {
        assertThat(PROMPTS)
                .as("recorded prompts; install them with: apt-get install asterisk-core-sounds-en-wav")
                .isDirectory();
        prompts = prompts();
        assertThat(prompts).hasSize(PROMPT_COUNT);
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000})
    void hearsSpeechWhereThereIsSpeechAndNoneInThePauses(int rate) {
        int speech = 0;
        int heard = 0;
        int pause = 0;
        int imagined = 0;
        VoiceActivity activity = vad.listen(rate);
        for (List<Frame> prompt : prompts) {
            activity.reset();
            Resampler resampler = Resampler.between(RATE, rate);
            double certain = loudest(prompt) - CERTAIN;
            List<Float> probabilities = new ArrayList<>();
            for (Frame frame : prompt) {
                probabilities.add(activity.hear(resampler.resample(frame)));
            }
            for (int i = 2; i < prompt.size(); i++) {
                boolean talks = Level.rms(prompt.get(i - 2)) > certain;
                boolean quiet = prompt.subList(Math.max(0, i - 12), Math.min(prompt.size(), i + 3)).stream()
                        .allMatch(frame -> Level.rms(frame) < -60);
                speech += talks ? 1 : 0;
                heard += talks && probabilities.get(i) > 0.5f ? 1 : 0;
                pause += quiet ? 1 : 0;
                imagined += quiet && probabilities.get(i) > 0.5f ? 1 : 0;
            }
        }
        assertThat(speech).isGreaterThan(1_000);
        assertThat(pause).isGreaterThan(1_000);
        assertThat((double) heard / speech).as("part of the speech heard").isGreaterThan(0.95);
        assertThat((double) imagined / pause)
                .as("part of the pauses taken for speech")
                .isLessThan(0.01);
    }

    @Test
    void losesNothingByTheEnergyGate() {
        int frames = 0;
        int different = 0;
        VoiceActivity gated = vad.listen(RATE);
        VoiceActivity ungated = vad.listenUngated(RATE);
        for (List<Frame> prompt : prompts) {
            gated.reset();
            ungated.reset();
            for (Frame frame : prompt) {
                different += gated.hear(frame) > 0.5f != ungated.hear(frame) > 0.5f ? 1 : 0;
                frames++;
            }
        }
        assertThat((double) different / frames)
                .as("part of the verdicts changed")
                .isLessThan(0.02);
        assertThat(gated.inferences()).isLessThan(ungated.inferences() * 9 / 10);
    }

    @Test
    void hearsSpeechThroughNoiseOfTwentyDecibelsLess() {
        Random random = new Random(11);
        int speech = 0;
        int heard = 0;
        VoiceActivity activity = vad.listen(RATE);
        for (List<Frame> prompt : prompts) {
            double loudest = loudest(prompt);
            for (int i = 0; i < prompt.size(); i++) {
                float probability = activity.hear(mix(prompt.get(i), LevelTest.noise(random, loudest - 26)));
                if (i >= 2 && Level.rms(prompt.get(i - 2)) > loudest - 10) {
                    speech++;
                    heard += probability > 0.5f ? 1 : 0;
                }
            }
        }
        assertThat((double) heard / speech).as("part of the loud speech heard").isGreaterThan(0.9);
    }

    private static List<List<Frame>> prompts() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(PROMPTS, "*.wav")) {
            listing.forEach(files::add);
        }
        List<List<Frame>> prompts = new ArrayList<>();
        for (Path file : files.stream().sorted().toList()) {
            short[] samples = samples(file);
            if (samples.length > RATE && prompts.size() < PROMPT_COUNT) {
                prompts.add(frames(samples));
            }
        }
        return prompts;
    }

    private static short[] samples(Path file) throws IOException {
        try (WavReader reader = new WavReader(Files.newInputStream(file))) {
            assertThat(reader.rate()).isEqualTo(RATE);
            short[] samples = new short[120 * RATE];
            return Arrays.copyOf(samples, Math.max(0, reader.read(samples, 0, samples.length)));
        }
    }

    /** The prompt with half a second of silence on either side. */
    private static List<Frame> frames(short[] samples) {
        List<Frame> frames = new ArrayList<>();
        Framer framer = new Framer(RATE);
        framer.push(new short[RATE / 2], 0, RATE / 2, frames::add);
        framer.push(samples, 0, samples.length, frames::add);
        framer.push(new short[RATE / 2], 0, RATE / 2, frames::add);
        framer.flush(frames::add);
        return frames;
    }

    private static double loudest(List<Frame> prompt) {
        return prompt.stream().mapToDouble(Level::rms).max().orElseThrow();
    }

    private static Frame mix(Frame one, Frame other) {
        short[] samples = new short[one.samples().length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.clamp(one.samples()[i] + other.samples()[i], -32_768, 32_767);
        }
        return new Frame(samples, one.rate());
    }
}
