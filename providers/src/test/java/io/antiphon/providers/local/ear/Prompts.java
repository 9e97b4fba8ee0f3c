package io.antiphon.providers.local.ear;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * Telephone prompts spoken by a person, from Debian's packages {@code asterisk-core-sounds-en-wav} (8 kHz) and {@code
 * -g722} (16 kHz, decoded with ffmpeg). CC-BY-SA: used to measure, never to learn from.
 */
final class Prompts {
    private static final Path SOUNDS = Path.of("/usr/share/asterisk/sounds/en_US_f_Allison");
    private static final Path ALL_TEXTS = Path.of("/usr/share/doc/asterisk-core-sounds-en/core-sounds-en.txt.gz");
    private static final int WAV_HEADER = 44;

    private final List<Prompt> list;

    /** A recording and what is said in it. */
    record Prompt(String id, String text) {}

    private Prompts(List<Prompt> list) {
        this.list = list;
    }

    static boolean areInstalled() {
        return Files.exists(SOUNDS.resolve("vm-tocancel.wav")) && Files.exists(SOUNDS.resolve("vm-tocancel.g722"));
    }

    static Prompts read() throws IOException {
        InputStream file = Objects.requireNonNull(Prompts.class.getResourceAsStream("prompts.txt"));
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return new Prompts(lines.lines()
                    .map(line ->
                            new Prompt(line.substring(0, line.indexOf('\t')), line.substring(line.indexOf('\t') + 1)))
                    .toList());
        }
    }

    List<Prompt> all() {
        return list;
    }

    /** Every {@code step}th, so that a few stand for all. */
    List<Prompt> every(int step) {
        List<Prompt> some = new ArrayList<>();
        for (int i = 0; i < list.size(); i += step) {
            some.add(list.get(i));
        }
        return some;
    }

    /** Those of so many words. */
    List<Prompt> ofWords(int fewest, int most) {
        return list.stream()
                .filter(prompt -> {
                    int words = Wording.words(prompt.text()).size();
                    return words >= fewest && words <= most;
                })
                .toList();
    }

    List<String> texts() {
        return list.stream().map(Prompt::text).toList();
    }

    /** Texts of the same voice menus that are not in this list: what an agent's texts might be. */
    List<String> relatedTexts() throws IOException {
        Set<String> ids = list.stream().map(Prompt::id).collect(Collectors.toSet());
        Set<String> texts = list.stream().map(prompt -> plain(prompt.text())).collect(Collectors.toSet());
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(ALL_TEXTS)), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> line.contains(": ") && !line.startsWith(";"))
                    .filter(line -> !ids.contains(line.substring(0, line.indexOf(": "))))
                    .map(line -> line.substring(line.indexOf(": ") + 2))
                    .filter(text -> !text.startsWith("[") && !text.startsWith("<") && !texts.contains(plain(text)))
                    .toList();
        }
    }

    private static String plain(String text) {
        return String.join(" ", Wording.words(text));
    }

    /** What is heard at 16 kHz, or over a telephone with µ-law at 8 kHz. */
    static short[] sound(Prompt prompt, int rate) throws IOException, InterruptedException {
        return rate == Cepstra.RATE
                ? wideband(prompt)
                : MuLaw.over(Files.readAllBytes(SOUNDS.resolve(prompt.id() + ".wav")), WAV_HEADER);
    }

    private static short[] wideband(Prompt prompt) throws IOException, InterruptedException {
        Path file = SOUNDS.resolve(prompt.id() + ".g722");
        Process ffmpeg = new ProcessBuilder(
                        "ffmpeg", "-v", "error", "-f", "g722", "-i", file.toString(), "-f", "s16le", "-")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        byte[] bytes = ffmpeg.getInputStream().readAllBytes();
        if (ffmpeg.waitFor() != 0) {
            throw new IOException("ffmpeg could not decode " + file);
        }
        short[] samples = new short[bytes.length / 2];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return samples;
    }
}
