package io.antiphon.server.wiring;

import io.antiphon.control.agents.AgentProfile;
import io.antiphon.control.agents.ProfileCheck.Warning;
import io.antiphon.providers.catalogue.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells which of the providers and tools that an agent names are not there, and which key would bring them. */
record CastCheck(Cast cast, List<KeyedOffer> offers) {
    private static final Set<String> BUILT_IN_TOOLS = Set.of(Toolbox.END_CALL.name());

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
        profile.toolsEnabled().stream()
                .filter(tool -> !BUILT_IN_TOOLS.contains(tool))
                .map(tool -> new Warning(
                        "tools_enabled",
                        "there is no built-in tool " + tool + ": it is left out; describe one of your own in tools",
                        false))
                .forEach(warnings::add);
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
        String key = key(Offer.Kind.EAR, name);
        if (key != null) {
            return without(name, key);
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
        String key = key(Offer.Kind.MIND, vendor);
        return without(name, key == null ? "OPENAI_API_KEY or OPENAI_BASE_URL" : key);
    }

    private Finding voice(String name) {
        int colon = name.indexOf(':');
        String key = key(Offer.Kind.VOICE, colon < 0 ? name : name.substring(0, colon));
        return without(name, key == null ? keys(Offer.Kind.VOICE) : key);
    }

    private static Finding without(String name, String key) {
        return new Finding(name + " is not switched on and is left out: set " + key, false);
    }

    private @Nullable String key(Offer.Kind kind, String name) {
        return offers.stream()
                .map(KeyedOffer::offer)
                .filter(offer -> offer.kind() == kind && offer.name().equals(name))
                .map(Offer::wants)
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
