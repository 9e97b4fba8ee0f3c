package io.antiphon.control.access;

import io.antiphon.control.api.ApiFailure;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Something that may be done. */
public enum Scope {
    AGENTS_READ,
    AGENTS_WRITE,
    CALLS_READ,
    CALLS_WRITE,
    CALLS_PLACE,
    KEYS_READ,
    KEYS_WRITE,
    USERS_READ,
    USERS_WRITE,
    AUDIT_READ,
    METRICS_READ,
    PROVIDERS_WRITE,
    WEBHOOKS_READ,
    WEBHOOKS_WRITE,
    RESERVATIONS_READ,
    RESERVATIONS_WRITE,
    IVR_MENUS_READ,
    IVR_MENUS_WRITE;

    /** As keys and the API write it, such as {@code agents:read} and {@code ivr-menus:read}. */
    public String word() {
        int verb = name().lastIndexOf('_');
        return (name().substring(0, verb).replace('_', '-') + ":" + name().substring(verb + 1))
                .toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the words of a request.
     *
     * @throws ApiFailure where one is not known
     */
    static Set<Scope> of(Collection<String> words) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String word : words) {
            scopes.add(Arrays.stream(values())
                    .filter(scope -> scope.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> ApiFailure.invalid(
                            "scopes",
                            "scopes may hold "
                                    + Arrays.stream(values()).map(Scope::word).collect(Collectors.joining(", ")))));
        }
        return scopes;
    }

    /** As the database keeps them: words with spaces between. */
    static String join(Collection<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::word).collect(Collectors.joining(" "));
    }

    /** What {@link #join} wrote. A word of a later version gives nothing. */
    static Set<Scope> split(String joined) {
        Set<String> words = Set.of(joined.split(" "));
        return Arrays.stream(values())
                .filter(scope -> words.contains(scope.word()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
    }
}
