package io.antiphon.server.wiring;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.antiphon.control.vendors.VendorKey;
import io.antiphon.ports.ProviderDescription;
import io.antiphon.providers.resilience.Health;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A provider as an operator sees it.
 *
 * @param vendor whose it is; several providers of one vendor share a key. Null where it runs on this machine
 * @param source what switches it on: {@code embedded}, {@code console} or {@code environment}; null where nothing does
 * @param key the organisation's own; null where it brought none
 * @param environment whether the environment holds a key, which stands behind the organisation's
 */
record ProviderView(
        String name,
        String title,
        String kind,
        boolean local,
        Set<String> languages,
        boolean configured,
        @Nullable String vendor,
        @Nullable String source,
        @Nullable KeyView key,
        boolean environment,
        @JsonProperty("key_variable") @Nullable String keyVariable,
        @Nullable String limits,
        @Nullable HealthView health) {

    static ProviderView of(KeyedOffer keyed, @Nullable VendorKey own, boolean environment, Staffing staffing) {
        // A key that does not open any more leaves the environment's in its place.
        boolean opens = own != null && staffing.own().contains(own.vendor());
        return new ProviderView(
                keyed.offer().name(),
                keyed.offer().title(),
                keyed.offer().kind().name().toLowerCase(Locale.ROOT),
                false,
                new TreeSet<>(keyed.offer().languages()),
                keyed.configured(),
                keyed.offer().vendor(),
                opens ? "console" : environment ? "environment" : null,
                own == null ? null : new KeyView(own.lastFour(), own.setBy(), own.setAt(), opens),
                environment,
                keyed.offer().keyVariable(),
                limits(keyed, staffing),
                health(keyed.recordedAs(), staffing));
    }

    static ProviderView of(Present local, Staffing staffing) {
        String name = local.description().name();
        return new ProviderView(
                name,
                name,
                local.kind(),
                true,
                new TreeSet<>(local.description().languages()),
                true,
                null,
                "embedded",
                null,
                false,
                null,
                local.description().limits(),
                health(name, staffing));
    }

    /** What an operator should know: of one that is switched on by itself, of another from the catalogue. */
    private static @Nullable String limits(KeyedOffer keyed, Staffing staffing) {
        return Present.all(staffing.cast())
                .map(Present::description)
                .filter(description -> description.name().equals(keyed.recordedAs()))
                .map(ProviderDescription::limits)
                .findFirst()
                .orElse(keyed.offer().note());
    }

    private static @Nullable HealthView health(String name, Staffing staffing) {
        return staffing.health().of(name).map(HealthView::of).orElse(null);
    }

    /** @param opens false where it was sealed under another master key and has to be set again */
    record KeyView(
            @JsonProperty("last_four") String lastFour,
            @JsonProperty("set_by") String setBy,
            @JsonProperty("set_at") Instant setAt,
            boolean opens) {}

    record HealthView(
            String state,
            int asked,
            int failed,

            @JsonProperty("last_failure") @Nullable String lastFailure,

            @JsonProperty("last_failure_at") @Nullable Instant lastFailureAt) {
        static HealthView of(Health health) {
            return new HealthView(
                    health.state().name().toLowerCase(Locale.ROOT),
                    health.asked(),
                    health.failed(),
                    health.lastFailure() == null
                            ? null
                            : health.lastFailure().name().toLowerCase(Locale.ROOT),
                    health.lastFailureAt());
        }
    }
}
