package io.antiphon.providers.local.ear;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The English model, loaded once for all tests. */
final class LoadedEnglish {
    static final EnglishModel MODEL = load();

    private LoadedEnglish() {}

    private static EnglishModel load() {
        try {
            return new EnglishModel();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
