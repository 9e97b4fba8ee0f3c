package io.antiphon.server.command;

import io.antiphon.server.wiring.Antiphon;
import picocli.CommandLine.IVersionProvider;

/** The version, as the build wrote it into the jar. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"antiphon " + Antiphon.version(), "Java " + Runtime.version()};
    }
}
