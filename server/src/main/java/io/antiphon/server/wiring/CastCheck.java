package io.antiphon.server.wiring;

import io.antiphon.control.agents.AgentProfile;
import io.antiphon.control.agents.ProfileCheck.Warning;
import io.antiphon.providers.catalogue.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells which of the providers that an agent names are not there, and which key would bring them. */
record CastCheck(Cast cast, List<KeyedOffer> offers) {
    private static final String OR_BY_HAND = ", or a key of your own on the console's Providers page";

    CastCheck {
        offers = List.copyOf(offers);
    }

    static CastCheck of(Staffing staffing) {
        return new CastCheck(staffing.cast(), staffing.offers());
    }

    List<Warning> warnings(AgentProfile profile) {
        List<Warning> warnings = new ArrayList<>();
        var choices = profile.choices();
        var refined = profile.refinements();
        look(warnings, "ear", choices.ear(), cast.ears()::knows, this::ear);
        refined.fallbacks().ears().forEach(ear -> look(warnings, "fallback_ears", ear, cast.ears()::knows, this::ear));
        look(warnings, "llm_model", choices.llmModel(), cast::knowsMind, this::mind);
        refined.fallbacks()
                .llmModels()
                .forEach(model -> look(warnings, "fallback_llm_models", model, cast.minds()::knows, this::mind));
        look(warnings, "voice_id", choices.voiceId(), cast.voices()::knows, this::voice);
        refined.fallbacks()
                .voiceIds()
                .forEach(voice -> look(warnings, "fallback_voice_ids", voice, cast.voices()::knows, this::voice));
        refined.speech()
                .voices()
                .values()
                .forEach(voice -> look(warnings, "voices", voice, cast.voices()::knows, this::voice));
        return warnings;
    }

    /** What is wrong with a name, and whether for good. */
    private record Finding(String message, boolean hopeless) {}

    private static void look(
            List<Warning> warnings,
            String field,
            @Nullable String name,
            Predicate<String> there,
            Function<String, Finding> explain) {
        if (name != null && !there.test(name)) {
            Finding finding = explain.apply(name);
            warnings.add(new Warning(field, finding.message(), finding.hopeless()));
        }
    }

    private Finding ear(String name) {
        Offer offer = offer(Offer.Kind.EAR, name);
        if (offer != null) {
            return without(name, offer);
        }
        String known = Stream.concat(
                        named(Offer.Kind.EAR),
                        cast.ears().descriptions().stream().map(description -> description.name()))
                .distinct()
                .collect(Collectors.joining(", "));
        return new Finding("must be one of " + known + ", not " + name, true);
    }

    private Finding mind(String name) {
        String vendor = Minds.vendor(name);
        Offer offer = offer(Offer.Kind.MIND, vendor);
        return offer == null ? without(name, "OPENAI_API_KEY or OPENAI_BASE_URL" + OR_BY_HAND) : without(name, offer);
    }

    private Finding voice(String name) {
        int colon = name.indexOf(':');
        Offer offer = offer(Offer.Kind.VOICE, colon < 0 ? name : name.substring(0, colon));
        return offer == null ? without(name, keys(Offer.Kind.VOICE) + OR_BY_HAND) : without(name, offer);
    }

    /** Where a key is all that is missing, the organisation can bring its own. */
    private static Finding without(String name, Offer offer) {
        return without(name, offer.wants() + (offer.modelVariable() == null ? OR_BY_HAND : ""));
    }

    private static Finding without(String name, String remedy) {
        return new Finding(name + " is not switched on and is left out: set " + remedy, false);
    }

    private @Nullable Offer offer(Offer.Kind kind, String name) {
        return offers.stream()
                .map(KeyedOffer::offer)
                .filter(offer -> offer.kind() == kind && offer.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private String keys(Offer.Kind kind) {
        return offers.stream()
                .map(KeyedOffer::offer)
                .filter(offer -> offer.kind() == kind)
                .map(Offer::wants)
                .distinct()
                .collect(Collectors.joining(" or "));
    }

    private Stream<String> named(Offer.Kind kind) {
        return offers.stream()
                .map(KeyedOffer::offer)
                .filter(offer -> offer.kind() == kind)
                .map(Offer::name);
    }
}
