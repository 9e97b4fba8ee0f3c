package io.antiphon.audio;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * How likely it is, by sound alone, that a caller who has fallen silent is done: a network of two layers over {@link
 * Prosody}, trained by the bench on recorded prompts. Immutable; any number of threads may ask.
 */
public final class EndOfTurn {
    private static final String WEIGHTS = "end_of_turn.bin";
    private static final @Nullable EndOfTurn SHIPPED = load();

    private final int hidden;
    private final float[] input;
    private final float[] bias;
    private final float[] output;
    private final float[] mean;
    private final float[] scale;

    /**
     * @param mean of each feature, and {@code scale} what it is multiplied with after the mean was taken off
     * @param input weights of the hidden units, unit by unit
     * @param bias of the hidden units
     * @param output weights of the hidden units, and last the output's own bias
     */
    public EndOfTurn(float[] mean, float[] scale, float[] input, float[] bias, float[] output) {
        if (input.length != bias.length * mean.length || output.length != bias.length + 1) {
            throw new IllegalArgumentException("the layers do not fit: " + mean.length + " features, " + bias.length
                    + " units, " + input.length + " and " + output.length + " weights");
        }
        this.hidden = bias.length;
        this.mean = mean.clone();
        this.scale = scale.clone();
        this.input = input.clone();
        this.bias = bias.clone();
        this.output = output.clone();
    }

    /** The network that is shipped; null when there is none. */
    public static @Nullable EndOfTurn shipped() {
        return SHIPPED;
    }

    /** Likelihood, 0 to 1, that the turn is over, from what {@link Prosody#describe} gave. */
    public double over(float[] features) {
        double sum = output[hidden];
        int length = mean.length;
        for (int h = 0; h < hidden; h++) {
            float unit = bias[h];
            for (int i = 0; i < length; i++) {
                unit += input[h * length + i] * (features[i] - mean[i]) * scale[i];
            }
            sum += output[h] * Math.tanh(unit);
        }
        return 1 / (1 + Math.exp(-sum));
    }

    private static @Nullable EndOfTurn load() {
        try (InputStream in = EndOfTurn.class.getResourceAsStream(WEIGHTS)) {
            return in == null ? null : read(new DataInputStream(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EndOfTurn read(DataInputStream in) throws IOException {
        int features = in.readInt();
        int hidden = in.readInt();
        if (features != Prosody.FEATURES) {
            throw new IOException(
                    WEIGHTS + " is for " + features + " features, not " + Prosody.FEATURES + ": train it again");
        }
        float[] mean = floats(in, features);
        float[] scale = floats(in, features);
        float[] input = floats(in, features * hidden);
        float[] bias = floats(in, hidden);
        return new EndOfTurn(mean, scale, input, bias, floats(in, hidden + 1));
    }

    private static float[] floats(DataInputStream in, int count) throws IOException {
        float[] read = new float[count];
        for (int i = 0; i < count; i++) {
            read[i] = in.readFloat();
        }
        return read;
    }
}
