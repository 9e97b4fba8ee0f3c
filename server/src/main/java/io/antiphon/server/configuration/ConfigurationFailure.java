package io.antiphon.server.configuration;

import java.util.List;

/** The configuration cannot be used. All that is wrong is told at once. */
public final class ConfigurationFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigurationFailure(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
