package io.antiphon.control.agents;

import io.antiphon.control.api.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Refinements as JSON, under the names that {@link AgentSettings} shows them by. */
final class RefinementSettings {
    private static final JsonMapper JSON = new JsonMapper();

    private RefinementSettings() {}

    /** @param stored whether it comes from the database, where headers are sealed */
    static Refinements read(Body body, Refinements base, boolean stored) {
        var habits = base.habits();
        var fallbacks = base.fallbacks();
        var speech = base.speech();
        return new Refinements(
                new Habits(
                        body.integer("guesses", habits.guesses()),
                        body.truth("adapts_to_pace", habits.adaptsToPace()),
                        body.truth("greeting_uninterruptible", habits.greetingUninterruptible()),
                        body.truth("enable_backchannel", habits.backchannel()),
                        body.number("backchannel_frequency", habits.backchannelFrequency()),
                        body.texts("backchannel_words", habits.backchannelWords()),
                        endpointing(body, habits)),
                new Fallbacks(
                        body.texts("fallback_ears", fallbacks.ears()),
                        body.texts("fallback_llm_models", fallbacks.llmModels()),
                        body.texts("fallback_voice_ids", fallbacks.voiceIds())),
                new Speech(
                        body.number("voice_speed", speech.voiceSpeed()), body.textsByName("voices", speech.voices())),
                tools(body, base.tools(), stored),
                ProfileSettings.read(body, base.profiles()),
                body.has("ivr_menu_id") ? body.id("ivr_menu_id") : base.ivrMenuId());
    }

    private static @Nullable Integer endpointing(Body body, Habits habits) {
        if (!body.has("endpointing_ms")) {
            return habits.endpointingMs();
        }
        return body.json("endpointing_ms") == null ? null : Integer.valueOf(body.integer("endpointing_ms", 0));
    }

    private static List<AgentTool> tools(Body body, List<AgentTool> before, boolean stored) {
        if (!body.has("tools")) {
            return before;
        }
        List<AgentTool> tools = new ArrayList<>();
        for (Body one : body.objects("tools")) {
            AgentTool tool = tool(one, stored);
            one.end();
            tools.add(withKept(tool, before));
        }
        return tools;
    }

    private static AgentTool tool(Body body, boolean stored) {
        String parameters = body.json("parameters");
        return new AgentTool(
                body.text("name"),
                Objects.requireNonNull(body.text("description", "")),
                parameters == null ? AgentTool.NO_PARAMETERS : parameters,
                Objects.requireNonNull(body.text("url", "")),
                Objects.requireNonNull(body.text("method", "POST")),
                stored ? stored(body.json("headers")) : ToolHeaders.given(body.textsByName("headers", Map.of())),
                body.integer("timeout_ms", AgentTool.USUAL_TIMEOUT_MS));
    }

    private static ToolHeaders stored(@Nullable String headers) {
        return headers == null ? ToolHeaders.NONE : ToolHeaders.parse(headers);
    }

    /** Puts values in the place of those that were hidden: to the same server and to no other. */
    private static AgentTool withKept(AgentTool tool, List<AgentTool> before) {
        ToolHeaders old = before.stream()
                .filter(tool::isLike)
                .findFirst()
                .map(AgentTool::headers)
                .orElse(ToolHeaders.NONE);
        return tool.with(tool.headers()
                .withKept(
                        old,
                        name -> AgentTool.wrong(
                                tool.name(),
                                "header " + name,
                                "must be given its value again, for the tool or its server is new")));
    }

    static void write(Refinements refinements, ObjectNode json) {
        var habits = refinements.habits();
        var fallbacks = refinements.fallbacks();
        json.put("guesses", habits.guesses())
                .put("adapts_to_pace", habits.adaptsToPace())
                .put("greeting_uninterruptible", habits.greetingUninterruptible())
                .put("enable_backchannel", habits.backchannel())
                .put("backchannel_frequency", habits.backchannelFrequency())
                .put("endpointing_ms", habits.endpointingMs())
                .put("voice_speed", refinements.speech().voiceSpeed());
        UUID menu = refinements.ivrMenuId();
        json.put("ivr_menu_id", menu == null ? null : menu.toString());
        json.set("backchannel_words", JSON.valueToTree(habits.backchannelWords()));
        json.set("fallback_ears", JSON.valueToTree(fallbacks.ears()));
        json.set("fallback_llm_models", JSON.valueToTree(fallbacks.llmModels()));
        json.set("fallback_voice_ids", JSON.valueToTree(fallbacks.voiceIds()));
        json.set("voices", JSON.valueToTree(refinements.speech().voices()));
        ProfileSettings.write(refinements.profiles(), json);
        ArrayNode tools = json.putArray("tools");
        refinements.tools().forEach(tool -> write(tool, tools.addObject()));
    }

    private static void write(AgentTool tool, ObjectNode json) {
        json.put("name", tool.name()).put("description", tool.description());
        json.set("parameters", JSON.readTree(tool.parameters()));
        json.put("url", tool.url()).put("method", tool.method()).put("timeout_ms", tool.timeoutMs());
        json.set("headers", tool.headers().stored());
    }

    /** The same settings with the values of tools' headers hidden. */
    static ObjectNode hidden(ObjectNode settings) {
        for (JsonNode tool : settings.path("tools")) {
            if (tool.path("headers") instanceof ObjectNode headers) {
                List.copyOf(headers.propertyNames()).forEach(name -> headers.put(name, ToolHeaders.HIDDEN));
            }
        }
        return settings;
    }

    /** As the database keeps them. */
    static String text(Refinements refinements) {
        ObjectNode json = JSON.createObjectNode();
        write(refinements, json);
        return json.toString();
    }

    /** Reads what {@link #text} made; what it does not say is as usual. */
    static Refinements parse(String text) {
        return read(Body.of(text), Refinements.NONE, true);
    }
}
