package io.antiphon.providers.local.ear;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * What wideband speech would have been, guessed from what the telephone let through: a small neural network from the
 * band energies around a moment to its wideband cepstra. One hidden layer, and a straight line beside it.
 */
final class TelephoneMap {
    /** Moments before and after the one in question that are looked at. */
    static final int REACH = 4;

    static final int INPUTS = MelSpectrum.BANDS * (2 * REACH + 1);

    /** Band energies are normalised logarithms; this brings them to about one. */
    static final double INPUT_SCALE = 0.4;

    private static final int MAGIC = 0x41544d31;

    private final float[][] input;
    private final float[][] output;

    /**
     * @param input {@code [hidden][INPUTS + 1]}, the last column is the bias
     * @param output {@code [SIZE][hidden + INPUTS + 1]}: from the hidden layer, straight from the input, bias
     */
    TelephoneMap(float[][] input, float[][] output) {
        this.input = input;
        this.output = output;
    }

    /** The map that comes with this package; how it was made stands in {@code telephone.map.md} beside it. */
    static TelephoneMap shipped() throws IOException {
        try (InputStream file = TelephoneMap.class.getResourceAsStream("telephone.map")) {
            if (file == null) {
                throw new IOException("telephone.map is missing from the jar of the providers");
            }
            return read(new BufferedInputStream(file));
        }
    }

    static TelephoneMap read(InputStream file) throws IOException {
        var in = new DataInputStream(file);
        if (in.readInt() != MAGIC || in.readInt() != INPUTS) {
            throw new IOException("the telephone map does not fit this front end: train it anew");
        }
        int hidden = in.readInt();
        return new TelephoneMap(readMatrix(in, hidden, INPUTS + 1), readMatrix(in, Cepstra.SIZE, hidden + INPUTS + 1));
    }

    void write(OutputStream file) throws IOException {
        var out = new DataOutputStream(file);
        out.writeInt(MAGIC);
        out.writeInt(INPUTS);
        out.writeInt(input.length);
        for (float[][] matrix : new float[][][] {input, output}) {
            for (float[] row : matrix) {
                for (float weight : row) {
                    out.writeFloat(weight);
                }
            }
        }
        out.flush();
    }

    private static float[][] readMatrix(DataInputStream in, int rows, int columns) throws IOException {
        float[][] matrix = new float[rows][columns];
        for (float[] row : matrix) {
            for (int i = 0; i < columns; i++) {
                row[i] = in.readFloat();
            }
        }
        return matrix;
    }

    /** @param around {@value #INPUTS} normalised band energies, oldest moment first, times {@link #INPUT_SCALE} */
    double[] cepstra(float[] around) {
        float[] hidden = hidden(around);
        double[] cepstra = new double[Cepstra.SIZE];
        for (int i = 0; i < cepstra.length; i++) {
            float[] row = output[i];
            cepstra[i] = dot(row, 0, hidden) + dot(row, hidden.length, around) + row[row.length - 1];
        }
        return cepstra;
    }

    float[] hidden(float[] around) {
        float[] hidden = new float[input.length];
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] = (float) Math.tanh(dot(input[i], 0, around) + input[i][INPUTS]);
        }
        return hidden;
    }

    private static float dot(float[] row, int from, float[] values) {
        float sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += row[from + i] * values[i];
        }
        return sum;
    }
}
