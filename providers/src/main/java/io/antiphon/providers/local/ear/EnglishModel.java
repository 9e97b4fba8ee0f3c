package io.antiphon.providers.local.ear;

import edu.cmu.sphinx.linguist.acoustic.AcousticModel;
import edu.cmu.sphinx.linguist.acoustic.UnitManager;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.TiedStateAcousticModel;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Everything about English that is loaded once and shared: sounds, words, grammar. Never changes. */
final class EnglishModel {
    private static final String FOLDER = "/edu/cmu/sphinx/models/en-us/";

    /** Sphinx4 tells of each phone it loads and each utterance. Kept here, as loggers are forgotten otherwise. */
    private static final List<Logger> TALKATIVE = Stream.of(
                    "edu.cmu.sphinx", "AutoCepstrum", EnglishModel.class.getPackageName())
            .map(Logger::getLogger)
            .toList();

    static {
        TALKATIVE.forEach(logger -> logger.setLevel(Level.WARNING));
    }

    private final UnitManager units = new UnitManager();
    private final AcousticModelFiles files;
    private final AcousticModel acoustic;
    private final Pronunciations pronunciations;
    private final GeneralLanguage general;

    EnglishModel() throws IOException {
        files = new AcousticModelFiles(resource("en-us/"), units);
        acoustic = new TiedStateAcousticModel(files, units, false);
        acoustic.allocate();
        try (InputStream dictionary = resource("cmudict-en-us.dict").openStream()) {
            pronunciations = Pronunciations.read(dictionary);
        }
        try (InputStream language = resource("en-us.lm.bin").openStream()) {
            general = GeneralLanguage.read(language);
        }
    }

    private static URL resource(String name) throws IOException {
        URL url = EnglishModel.class.getResource(FOLDER + name);
        if (url == null) {
            throw new IOException("the English model is not on the class path (sphinx4-data): " + name);
        }
        return url;
    }

    UnitManager units() {
        return units;
    }

    AcousticModelFiles files() {
        return files;
    }

    AcousticModel acoustic() {
        return acoustic;
    }

    Codebooks codebooks() {
        return files.codebooks();
    }

    Pronunciations pronunciations() {
        return pronunciations;
    }

    GeneralLanguage general() {
        return general;
    }
}
