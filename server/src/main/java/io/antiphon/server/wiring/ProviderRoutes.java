package io.antiphon.server.wiring;

import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.api.Body;
import io.antiphon.control.organisations.CurrentOrganisation;
import io.antiphon.control.vendors.VendorKey;
import io.antiphon.control.vendors.VendorKeys;
import io.antiphon.providers.catalogue.Check;
import io.antiphon.providers.wire.ApiKey;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which providers there are, which are switched on and by what, and how they are. No answer holds a key. */
@RestController
@RequestMapping("/api/v1/providers")
final class ProviderRoutes {
    private static final int LONGEST_KEY = 1_000;

    private final CurrentOrganisation organisation;
    private final Staff staff;
    private final VendorKeys keys;

    /** What the environment offers to all. */
    private final Map<String, KeyedOffer> offers;

    ProviderRoutes(CurrentOrganisation organisation, Staff staff, VendorKeys keys, List<KeyedOffer> offers) {
        this.organisation = organisation;
        this.staff = staff;
        this.keys = keys;
        this.offers = offers.stream()
                .collect(Collectors.toUnmodifiableMap(offer -> offer.offer().name(), Function.identity()));
    }

    @GetMapping
    Map<String, List<ProviderView>> providers() {
        return Map.of("providers", views());
    }

    /** Asks a vendor whether the key serves. What runs on this machine needs none. */
    @PostMapping("/{name}/check")
    CheckView check(@PathVariable("name") String name) throws InterruptedException {
        Staffing staffing = staff.of(organisation.id());
        KeyedOffer offer = staffing.offers().stream()
                .filter(candidate -> candidate.offer().name().equals(name))
                .findFirst()
                .orElse(null);
        if (offer == null) {
            view(name);
            return new CheckView(true, null, null);
        }
        if (!offer.configured()) {
            throw ApiFailure.conflict(
                    null,
                    name + " is not switched on",
                    offer.offer().modelVariable() == null
                            ? "give it a key, or set " + offer.offer().keyVariable() + " and start the server again"
                            : "set " + offer.offer().wants() + " and start the server again");
        }
        return switch (offer.check()) {
            case Check.Serves ignored -> new CheckView(true, null, null);
            case Check.Fails(var kind, var reason) ->
                new CheckView(false, kind.name().toLowerCase(Locale.ROOT), reason);
        };
    }

    /** Gives the vendor a key, in the place of the one before. */
    @PutMapping("/{name}/key")
    ProviderView set(@PathVariable("name") String name, HttpServletRequest request) throws IOException {
        Body body = Body.read(request);
        String key = body.text("key").strip();
        body.end();
        String vendor = vendor(name);
        if (key.length() > LONGEST_KEY) {
            throw ApiFailure.invalid("key", "key must hold at most " + LONGEST_KEY + " characters");
        }
        try {
            keys.set(organisation.id(), vendor, new ApiKey(vendor, key).reveal());
        } catch (IllegalArgumentException noKey) {
            throw ApiFailure.invalid("key", String.valueOf(noKey.getMessage()));
        }
        return view(name);
    }

    /** Forgets the organisation's key; the environment's serves again, where there is one. */
    @DeleteMapping("/{name}/key")
    ProviderView delete(@PathVariable("name") String name) {
        if (keys.delete(organisation.id(), vendor(name)).isEmpty()) {
            throw ApiFailure.notFound("there is no key of your organisation for " + name);
        }
        return view(name);
    }

    private String vendor(String name) {
        KeyedOffer offer = offers.get(name);
        if (offer == null) {
            view(name);
            throw ApiFailure.conflict(null, name + " runs on the server's machine and takes no key", "just use it");
        }
        return offer.offer().vendor();
    }

    private ProviderView view(String name) {
        return views().stream()
                .filter(view -> view.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ApiFailure.notFound("there is no provider of this name"));
    }

    private List<ProviderView> views() {
        Map<String, VendorKey> own =
                keys.list(organisation.id()).stream().collect(Collectors.toMap(VendorKey::vendor, Function.identity()));
        Staffing staffing = staff.of(organisation.id());
        List<ProviderView> views = new ArrayList<>();
        for (KeyedOffer offer : staffing.offers()) {
            VendorKey key = own.get(offer.offer().vendor());
            boolean environment = inEnvironment(offer.offer().name());
            views.add(ProviderView.of(offer, key, environment, staffing));
        }
        Present.all(staffing.cast())
                .filter(present -> present.description().local())
                .forEach(present -> views.add(ProviderView.of(present, staffing)));
        return views;
    }

    private boolean inEnvironment(String name) {
        KeyedOffer offer = offers.get(name);
        return offer != null && offer.configured();
    }

    record CheckView(
            boolean serves, @Nullable String kind, @Nullable String reason) {}
}
