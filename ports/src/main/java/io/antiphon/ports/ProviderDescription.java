package io.antiphon.ports;

import java.util.Set;

/**
 * How a provider introduces itself to an operator.
 *
 * @param name short and stable, as configuration and the call's record name it: {@code sphinx4}, {@code freetts}
 * @param local whether it runs on this machine, without account or key
 * @param languages BCP 47 primary language subtags it serves, such as {@code en}; empty when any
 * @param limits what it is not good for, in a sentence an operator may read
 */
public record ProviderDescription(String name, boolean local, Set<String> languages, String limits) {
    public ProviderDescription {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a provider needs a name");
        }
        languages = Set.copyOf(languages);
    }

    /** Whether it serves {@code language}, a BCP 47 tag of which only the primary subtag counts. */
    public boolean speaks(String language) {
        int cut = language.indexOf('-');
        return languages.isEmpty() || languages.contains(cut < 0 ? language : language.substring(0, cut));
    }
}
