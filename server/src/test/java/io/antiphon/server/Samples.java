package io.antiphon.server;

import io.antiphon.apps.helpline.HelplineSample;

/** Documents of the helpline's sample. */
final class Samples {
    private Samples() {}

    static byte[] document(String name) {
        return HelplineSample.pages().stream()
                .filter(page -> page.name().equals(name))
                .findFirst()
                .orElseThrow()
                .bytes();
    }
}
