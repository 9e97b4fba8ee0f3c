package io.antiphon.control.access;

import static io.antiphon.control.access.Scope.AGENTS_READ;
import static io.antiphon.control.access.Scope.AGENTS_WRITE;
import static io.antiphon.control.access.Scope.AUDIT_READ;
import static io.antiphon.control.access.Scope.CALLS_PLACE;
import static io.antiphon.control.access.Scope.CALLS_READ;
import static io.antiphon.control.access.Scope.CALLS_WRITE;
import static io.antiphon.control.access.Scope.IVR_MENUS_READ;
import static io.antiphon.control.access.Scope.IVR_MENUS_WRITE;
import static io.antiphon.control.access.Scope.KEYS_READ;
import static io.antiphon.control.access.Scope.KEYS_WRITE;
import static io.antiphon.control.access.Scope.METRICS_READ;
import static io.antiphon.control.access.Scope.PROVIDERS_WRITE;
import static io.antiphon.control.access.Scope.RESERVATIONS_READ;
import static io.antiphon.control.access.Scope.RESERVATIONS_WRITE;
import static io.antiphon.control.access.Scope.WEBHOOKS_READ;
import static io.antiphon.control.access.Scope.WEBHOOKS_WRITE;

import io.antiphon.control.api.ApiFailure;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a user is in their organisation. */
public enum Role {
    OWNER,
    DEVELOPER,
    OPERATOR,
    VIEWER;

    /** What they may do. */
    public Set<Scope> scopes() {
        return switch (this) {
            case OWNER -> EnumSet.allOf(Scope.class);
            case DEVELOPER ->
                EnumSet.of(
                        AGENTS_READ,
                        AGENTS_WRITE,
                        CALLS_READ,
                        CALLS_WRITE,
                        CALLS_PLACE,
                        KEYS_READ,
                        KEYS_WRITE,
                        AUDIT_READ,
                        METRICS_READ,
                        PROVIDERS_WRITE,
                        WEBHOOKS_READ,
                        WEBHOOKS_WRITE,
                        RESERVATIONS_READ,
                        RESERVATIONS_WRITE,
                        IVR_MENUS_READ,
                        IVR_MENUS_WRITE);
            case OPERATOR ->
                EnumSet.of(
                        AGENTS_READ,
                        CALLS_READ,
                        CALLS_WRITE,
                        CALLS_PLACE,
                        METRICS_READ,
                        WEBHOOKS_READ,
                        RESERVATIONS_READ,
                        RESERVATIONS_WRITE,
                        IVR_MENUS_READ);
            case VIEWER -> EnumSet.of(AGENTS_READ, CALLS_READ, RESERVATIONS_READ);
        };
    }

    /** As the database and the API write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Role of(String word) {
        return Arrays.stream(values())
                .filter(role -> role.word().equals(word))
                .findFirst()
                .orElseThrow(
                        () -> ApiFailure.invalid("role", "role must be one of owner, developer, operator, viewer"));
    }
}
