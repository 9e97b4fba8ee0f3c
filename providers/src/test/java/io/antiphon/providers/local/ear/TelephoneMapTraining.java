package io.antiphon.providers.local.ear;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * Trains {@code telephone.map}, the weights of {@link TelephoneMap}, from synthesised speech only: random words spoken
 * by flite's and espeak-ng's voices, made into other speakers by playing them faster or slower, put into
 * rooms with some noise, once as they are and once through a telephone (band limits, another loudness, µ-law). Nothing recorded from people goes into it.
 *
 * <p>Needs flite, espeak-ng and ffmpeg, and about a quarter of an hour: run {@code main} with the file to write, a
 * folder for the sound and optionally the number of utterances.
 */
final class TelephoneMapTraining {
    private static final String[] VOICES = {
        "flite slt",
        "flite slt",
        "flite rms",
        "flite rms",
        "flite awb",
        "flite awb",
        "flite kal16",
        "espeak en-us+f2",
        "espeak en-us+f4",
        "espeak en-us+m3",
        "espeak en-gb+m1",
        "espeak en-us+f5"
    };
    private static final int HIDDEN = 160;
    private static final int EPOCHS = 8;
    private static final int BATCH = 32;

    private final Random random = new Random(20261121);
    private final EnglishModel english;
    private final Path folder;

    private TelephoneMapTraining(EnglishModel english, Path folder) {
        this.english = english;
        this.folder = folder;
    }

    /** One moment: what the telephone let through around it, and what it was. */
    private static final class Pair {
        private final float[] heard;
        private final float[] meant;

        Pair(float[] heard, float[] meant) {
            this.heard = heard;
            this.meant = meant;
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var training = new TelephoneMapTraining(new EnglishModel(), Files.createDirectories(Path.of(arguments[1])));
        int utterances = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 900;
        TelephoneMap map = training.train(utterances);
        try (OutputStream file = Files.newOutputStream(Path.of(arguments[0]))) {
            map.write(file);
        }
    }

    private TelephoneMap train(int utterances) throws IOException, InterruptedException {
        List<Pair> pairs = new ArrayList<>();
        List<Pair> kept = new ArrayList<>();
        for (int i = 0; i < utterances; i++) {
            (i % 20 == 7 ? kept : pairs).addAll(pairs(i));
        }
        float[] spread = level(pairs);
        divide(pairs, spread);
        divide(kept, spread);
        var net = new Net(random);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            Collections.shuffle(pairs, random);
            double rate = 1e-3 * Math.pow(0.01, epoch / (EPOCHS - 1.0));
            for (int i = 0; i + BATCH <= pairs.size(); i += BATCH) {
                net.learn(pairs.subList(i, i + BATCH), rate);
            }
            System.out.printf(
                    Locale.ROOT,
                    "epoch %d: error %.4f, on voices' sentences not trained on %.4f (%d frames)%n",
                    epoch,
                    net.error(pairs.subList(0, Math.min(pairs.size(), 20_000))),
                    net.error(kept),
                    pairs.size());
        }
        return net.map(spread);
    }

    private List<Pair> pairs(int number) throws IOException, InterruptedException {
        Path file = folder.resolve(number + ".wide");
        String text = text();
        String voice = VOICES[random.nextInt(VOICES.length)];
        double speed = 0.86 + 0.3 * random.nextDouble();
        double gain = -18 * random.nextDouble();
        if (!Files.exists(file)) {
            speak(text, voice, speed, gain, file);
        }
        short[] wide = noisy(samples(file));
        short[] telephone = TelephoneLine.at(100 * random.nextDouble() * 3, 3300 + random.nextInt(600))
                .carry(wide);
        List<double[]> meant = vectors(new Cepstra(english.files()), wide);
        List<double[]> heard = vectors(new MelSpectrum(), telephone);
        return pairs(withoutMean(heard, MelSpectrum::loudness), withoutMean(meant, Cepstra::loudness));
    }

    /** With the hiss or rumble of a room, 15 to 50 dB below the speech. */
    private short[] noisy(short[] samples) {
        double power = 0;
        for (short sample : samples) {
            power += (double) sample * sample / samples.length;
        }
        double level = Math.sqrt(power) * Math.pow(10, -(15 + 35 * random.nextDouble()) / 20);
        double colour = 0.95 * random.nextDouble();
        double last = 0;
        short[] result = new short[samples.length];
        for (int i = 0; i < result.length; i++) {
            last = colour * last + Math.sqrt(1 - colour * colour) * random.nextGaussian();
            result[i] = (short) Math.clamp(Math.round(samples[i] + level * last), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return result;
    }

    private List<Pair> pairs(List<double[]> heard, List<double[]> meant) {
        List<Pair> pairs = new ArrayList<>();
        int reach = TelephoneMap.REACH;
        for (int i = reach; i < Math.min(heard.size(), meant.size()) - reach; i++) {
            float[] target = new float[Cepstra.SIZE];
            for (int j = 0; j < target.length; j++) {
                target[j] = (float) meant.get(i)[j];
            }
            pairs.add(new Pair(TelephoneCepstra.stacked(heard.subList(i - reach, i + reach + 1)), target));
        }
        return pairs;
    }

    /** Words at random, frequent ones more often. */
    private String text() {
        List<String> frequent = english.general().byFrequency();
        var words = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            String word = frequent.get((int) (6000 * Math.pow(random.nextDouble(), 1.6)));
            words.append(Character.isLetter(word.charAt(0)) ? word : "and").append(' ');
        }
        return words.toString();
    }

    private void speak(String text, String voice, double speed, double gain, Path wide)
            throws IOException, InterruptedException {
        Path wav = folder.resolve("voice.wav");
        String name = voice.substring(voice.indexOf(' ') + 1);
        run(
                voice.startsWith("flite")
                        ? List.of("flite", "-voice", name, "-t", text, "-o", wav.toString())
                        : List.of("espeak-ng", "-v", name, "-w", wav.toString(), text));
        int rate = voice.startsWith("flite") ? 16_000 : 22_050;
        String filter =
                String.format(Locale.ROOT, "asetrate=%d,aresample=16000,volume=%.1fdB", Math.round(rate * speed), gain);
        run(List.of(
                "ffmpeg",
                "-v",
                "error",
                "-y",
                "-i",
                wav.toString(),
                "-af",
                filter,
                "-ac",
                "1",
                "-f",
                "s16le",
                wide.toString()));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        int result = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (result != 0) {
            throw new IOException(command.getFirst() + " ended with " + result);
        }
    }

    private static short[] samples(Path raw) throws IOException {
        byte[] bytes = Files.readAllBytes(raw);
        short[] samples = new short[bytes.length / 2];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return samples;
    }

    private static List<double[]> vectors(Spectrum spectrum, short[] samples) {
        List<double[]> vectors = new ArrayList<>();
        spectrum.hear(samples, vectors::add);
        return vectors;
    }

    /** Without the mean of what is loud, as {@link RunningMean} would learn it. */
    private static List<double[]> withoutMean(List<double[]> frames, ToDoubleFunction<double[]> loudness) {
        double loudest = frames.stream().mapToDouble(loudness).max().orElseThrow();
        List<double[]> loud = frames.stream()
                .filter(frame -> loudness.applyAsDouble(frame) > loudest - RunningMean.DEPTH)
                .toList();
        double[] mean = new double[frames.getFirst().length];
        for (double[] frame : loud) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += frame[i] / loud.size();
            }
        }
        return frames.stream().map(frame -> difference(frame, mean)).toList();
    }

    private static double[] difference(double[] frame, double[] mean) {
        double[] result = frame.clone();
        for (int i = 0; i < mean.length; i++) {
            result[i] -= mean[i];
        }
        return result;
    }

    /** Brings every cepstrum to the same spread, so that each counts as much. */
    private static float[] level(List<Pair> pairs) {
        float[] spread = new float[Cepstra.SIZE];
        for (int i = 0; i < spread.length; i++) {
            int at = i;
            spread[i] = (float) Math.sqrt(pairs.stream()
                    .mapToDouble(pair -> pair.meant[at] * pair.meant[at])
                    .average()
                    .orElseThrow());
        }
        return spread;
    }

    private static void divide(List<Pair> pairs, float[] spread) {
        for (Pair pair : pairs) {
            for (int i = 0; i < spread.length; i++) {
                pair.meant[i] /= spread[i];
            }
        }
    }

    /** The map while it learns, by Adam. */
    private static final class Net {
        private final float[][] input = new float[HIDDEN][TelephoneMap.INPUTS + 1];
        private final float[][] output = new float[Cepstra.SIZE][HIDDEN + TelephoneMap.INPUTS + 1];
        private final TelephoneMap map = new TelephoneMap(input, output);
        private final float[][] gradientIn = new float[HIDDEN][TelephoneMap.INPUTS + 1];
        private final float[][] gradientOut = new float[Cepstra.SIZE][HIDDEN + TelephoneMap.INPUTS + 1];
        private final Adam adamIn = new Adam(input);
        private final Adam adamOut = new Adam(output);

        Net(Random random) {
            for (float[] row : input) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = (float) (random.nextGaussian() / Math.sqrt(row.length));
                }
            }
        }

        /** The map with its results in their true size. */
        TelephoneMap map(float[] spread) {
            for (int i = 0; i < output.length; i++) {
                for (int j = 0; j < output[i].length; j++) {
                    output[i][j] *= spread[i];
                }
            }
            return map;
        }

        void learn(List<Pair> batch, double rate) {
            for (Pair pair : batch) {
                gather(pair, 1f / batch.size());
            }
            adamIn.step(gradientIn, rate);
            adamOut.step(gradientOut, rate);
        }

        private void gather(Pair pair, float share) {
            float[] hidden = map.hidden(pair.heard);
            double[] guess = map.cepstra(pair.heard);
            float[] back = new float[HIDDEN];
            for (int i = 0; i < Cepstra.SIZE; i++) {
                float miss = (float) (guess[i] - pair.meant[i]) * share;
                float[] row = gradientOut[i];
                add(row, 0, hidden, miss);
                add(row, HIDDEN, pair.heard, miss);
                row[row.length - 1] += miss;
                for (int h = 0; h < HIDDEN; h++) {
                    back[h] += miss * output[i][h];
                }
            }
            for (int h = 0; h < HIDDEN; h++) {
                float slope = back[h] * (1 - hidden[h] * hidden[h]);
                add(gradientIn[h], 0, pair.heard, slope);
                gradientIn[h][TelephoneMap.INPUTS] += slope;
            }
        }

        private static void add(float[] row, int from, float[] values, float factor) {
            for (int i = 0; i < values.length; i++) {
                row[from + i] += values[i] * factor;
            }
        }

        double error(List<Pair> pairs) {
            double sum = 0;
            for (Pair pair : pairs) {
                double[] guess = map.cepstra(pair.heard);
                for (int i = 0; i < guess.length; i++) {
                    double miss = guess[i] - pair.meant[i];
                    sum += miss * miss;
                }
            }
            return sum / pairs.size();
        }
    }

    /** Adam (Kingma and Ba, 2015) over the rows of a matrix. */
    private static final class Adam {
        private static final float FIRST = 0.9f;
        private static final float SECOND = 0.999f;

        private final float[][] weights;
        private final float[][] mean;
        private final float[][] square;
        private int steps;

        Adam(float[][] weights) {
            this.weights = weights;
            mean = new float[weights.length][weights[0].length];
            square = new float[weights.length][weights[0].length];
        }

        /** Moves the weights against the gradient and clears it. */
        void step(float[][] gradient, double rate) {
            steps++;
            float pace = (float) (rate * Math.sqrt(1 - Math.pow(SECOND, steps)) / (1 - Math.pow(FIRST, steps)));
            for (int r = 0; r < weights.length; r++) {
                for (int i = 0; i < weights[r].length; i++) {
                    float g = gradient[r][i];
                    mean[r][i] = FIRST * mean[r][i] + (1 - FIRST) * g;
                    square[r][i] = SECOND * square[r][i] + (1 - SECOND) * g * g;
                    weights[r][i] -= pace * mean[r][i] / ((float) Math.sqrt(square[r][i]) + 1e-8f);
                    gradient[r][i] = 0;
                }
            }
        }
    }
}
