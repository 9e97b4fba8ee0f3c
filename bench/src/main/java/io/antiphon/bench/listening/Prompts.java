package io.antiphon.bench.listening;

import io.antiphon.audio.Resampler;
import io.antiphon.audio.WavReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The recorded prompts of one split, read from Debian's {@code asterisk-core-sounds-*-wav} packages. A sentence belongs
 * to the same split in every language, so that nothing of the test split has been tuned on in any tongue.
 *
 * @param phrases to build turns from
 * @param words short ones, as a listener throws them in
 */
record Prompts(List<Prompt> phrases, List<Prompt> words) {
    /** Where the packages put them. */
    static final Path FOLDER = Path.of("/usr/share/asterisk/sounds");

    static final List<String> LANGUAGES = List.of("en", "es", "fr", "it", "ru");

    /** No speech, or more music than speech. */
    private static final Set<String> NO_SPEECH = Set.of(
            "ascending-2tone",
            "descending-2tone",
            "beep",
            "beeperr",
            "tt-monkeys",
            "tt-monkeysintro",
            "conf-getchannel",
            "confbridge-join",
            "confbridge-leave");

    /** Tuned on, or only measured with. */
    enum Split {
        TUNING,
        TEST;

        /** Three sentences in ten are kept for the test. */
        static Split of(String name) {
            return Math.floorMod(name.hashCode() * 0x9E3779B1, 10) < 3 ? TEST : TUNING;
        }
    }

    /** One sentence in five, to choose settings with, or the other four, to learn from. */
    Prompts fifth(boolean chosen) {
        return new Prompts(
                phrases.stream()
                        .filter(prompt ->
                                chosen == (Math.floorMod((prompt.name() + "x").hashCode() * 0x9E3779B1, 5) == 0))
                        .toList(),
                words);
    }

    /**
     * Reads a split.
     *
     * @throws IOException naming the packages, when there are no recordings
     */
    static Prompts read(Split split, List<String> languages) throws IOException {
        List<Prompt> phrases = new ArrayList<>();
        List<Prompt> words = new ArrayList<>();
        for (String language : languages) {
            for (Path file : files(language)) {
                String name = String.valueOf(file.getFileName()).replace(".wav", "");
                if (Split.of(name) != split || NO_SPEECH.contains(name)) {
                    continue;
                }
                Prompt prompt = Prompt.of(language, name, samples(file));
                if (prompt.seconds() >= 0.7 && prompt.seconds() <= 9) {
                    phrases.add(prompt);
                }
                if (prompt.seconds() >= 0.15 && prompt.seconds() <= 0.6) {
                    words.add(prompt);
                }
            }
        }
        if (phrases.isEmpty()) {
            throw new IOException("no recordings below " + FOLDER
                    + ": install the packages asterisk-core-sounds-{en,es,fr,it,ru}-wav");
        }
        return new Prompts(List.copyOf(phrases), List.copyOf(words));
    }

    private static List<Path> files(String language) throws IOException {
        List<Path> files = new ArrayList<>();
        if (!Files.isDirectory(FOLDER)) {
            return files;
        }
        try (Stream<Path> folders = Files.list(FOLDER)) {
            for (Path folder : folders.filter(
                            one -> String.valueOf(one.getFileName()).startsWith(language + "_"))
                    .toList()) {
                try (Stream<Path> found = Files.walk(folder)) {
                    found.filter(file -> file.toString().endsWith(".wav"))
                            .filter(file -> !file.toString().contains("/silence/"))
                            .sorted()
                            .forEach(files::add);
                }
            }
        }
        return files;
    }

    private static float[] samples(Path file) throws IOException {
        try (WavReader wav = new WavReader(new BufferedInputStream(Files.newInputStream(file)))) {
            short[] read = new short[(int) Files.size(file)];
            int length = Math.max(0, wav.read(read, 0, read.length));
            Resampler resampler = Resampler.between(wav.rate(), Prompt.RATE);
            short[] out = new short[resampler.maxOutput(length) + resampler.maxFlush()];
            int made = resampler.resample(read, 0, length, out, 0);
            made += resampler.flush(out, made);
            float[] samples = new float[made];
            for (int i = 0; i < made; i++) {
                samples[i] = out[i] / 32_768f;
            }
            return Arrays.copyOf(samples, made);
        }
    }
}
