package io.antiphon.providers.local.ear;

import edu.cmu.sphinx.linguist.acoustic.UnitManager;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Pool;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Senone;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Sphinx3Loader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Loads the acoustic model with senones that can be shared, see {@link Codebooks}. */
final class AcousticModelFiles extends Sphinx3Loader {
    private static final float VARIANCE_FLOOR = 1e-4f;
    private static final float WEIGHT_FLOOR = 1e-7f;
    /** Columns of a line of the model definition: base, left, right, position, attribute, matrix, states, N. */
    private static final int MATRIX = 5;

    private @Nullable Codebooks codebooks;

    AcousticModelFiles(URL location, UnitManager units) {
        super(location, units, 0, WEIGHT_FLOOR, VARIANCE_FLOOR, Codebooks.TOP, true);
    }

    Codebooks codebooks() {
        if (codebooks == null) {
            throw new IllegalStateException("the acoustic model is not loaded yet");
        }
        return codebooks;
    }

    /** Not in the sense of Sphinx4, whose tied mixtures cannot be shared. */
    @Override
    public boolean hasTiedMixtures() {
        return false;
    }

    @Override
    protected Pool<Senone> createSenonePool(float floor, float varianceFloor) {
        int senones = mixtureWeights.getStatesNum();
        try {
            codebooks = new Codebooks(meansPool, variancePool, varianceFloor, mixtureWeights, bookOfSenone(senones));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        Pool<Senone> pool = new Pool<>("senones");
        for (int i = 0; i < senones; i++) {
            pool.put(i, new SharedSenone(i));
        }
        return pool;
    }

    /** A phone's transition matrix has the number of its book. */
    private int[] bookOfSenone(int senones) throws IOException, URISyntaxException {
        int[] books = new int[senones];
        try (var lines = new BufferedReader(new InputStreamReader(getDataStream("mdef"), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] columns = line.strip().split("\\s+", -1);
                if (columns[0].startsWith("#") || !columns[columns.length - 1].equals("N")) {
                    continue;
                }
                int book = Integer.parseInt(columns[MATRIX]);
                for (int i = MATRIX + 1; i < columns.length - 1; i++) {
                    books[Integer.parseInt(columns[i])] = book;
                }
            }
        }
        return books;
    }
}
