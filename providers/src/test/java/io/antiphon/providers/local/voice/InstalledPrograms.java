package io.antiphon.providers.local.voice;

/** Where a package manager puts flite and espeak-ng. */
final class InstalledPrograms {
    static final String PATH = "/usr/bin:/usr/local/bin:/opt/homebrew/bin";

    private InstalledPrograms() {}
}
