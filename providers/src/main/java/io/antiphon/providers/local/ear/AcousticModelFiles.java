package io.antiphon.providers.local.ear;

import edu.cmu.sphinx.linguist.acoustic.UnitManager;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Pool;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Senone;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Sphinx3Loader;
import io.antiphon.providers.local.ear.ModelDefinition.Phone;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loads the acoustic model with senones that can be shared, see {@link Codebooks}. */
final class AcousticModelFiles extends Sphinx3Loader {
    private static final float VARIANCE_FLOOR = 1e-4f;
    private static final float WEIGHT_FLOOR = 1e-7f;

    private final UnitManager units;
    /** From when senones are made until phones are. */
    private List<Phone> phones = List.of();

    private @Nullable Codebooks codebooks;

    AcousticModelFiles(URL location, UnitManager units) {
        super(location, units, 0, WEIGHT_FLOOR, VARIANCE_FLOOR, Codebooks.TOP, true);
        this.units = units;
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
        try (InputStream definition = getDataStream("mdef")) {
            phones = ModelDefinition.read(definition);
            codebooks = new Codebooks(
                    meansPool, variancePool, varianceFloor, mixtureWeights, bookOfSenone(senones, phones));
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
    private static int[] bookOfSenone(int senones, List<Phone> phones) {
        int[] books = new int[senones];
        for (Phone phone : phones) {
            books[phone.states().first()] = phone.matrix();
            books[phone.states().second()] = phone.matrix();
            books[phone.states().third()] = phone.matrix();
        }
        return books;
    }

    @Override
    protected void loadHMMPool(boolean contextDependent, InputStream definition) {
        var triphones = new Triphones(units, transitionsPool, senonePool, getContextIndependentUnits());
        for (Phone phone : phones) {
            getHmmManager().put(triphones.model(phone));
        }
        phones = List.of();
    }
}
