package io.antiphon.server.retell;

import io.antiphon.providers.retell.RetellLanguage;
import io.antiphon.server.configuration.Telephony;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Retell is to be told of an agent here.
 *
 * @param name what its agent at Retell is called
 * @param profile the agent's settings, as {@code GET /api/v1/agents/{agent}} shows them
 * @param words where Retell asks for its words
 * @param webhook where Retell tells of its calls
 * @param voice Retell's id of the voice; null for the one of the language
 */
public record RetellWishes(
        String name,
        JsonNode profile,
        String words,
        String webhook,
        @Nullable String voice) {
    /** What Retell tells of. */
    static final List<String> EVENTS = List.of("call_started", "call_ended", "call_analyzed");

    private static final JsonMapper JSON = new JsonMapper();

    /** Settings that have the same name and the same meaning here and there. */
    private static final List<String> SAME = List.of(
            "responsiveness",
            "interruption_sensitivity",
            "enable_backchannel",
            "backchannel_frequency",
            "reminder_trigger_ms",
            "reminder_max_count",
            "end_call_after_silence_ms",
            "max_call_duration_ms",
            "begin_message_delay_ms");

    /** Which of Retell's languages it hears; Hindi where Retell does not hear the agent's own. */
    public RetellLanguage language() {
        return RetellLanguage.of(profile.path("language").asString(""))
                .orElseGet(() -> RetellLanguage.of("hi").orElseThrow());
    }

    /** Whether Retell hears the agent's own language. */
    boolean isHeard() {
        return RetellLanguage.of(profile.path("language").asString("")).isPresent();
    }

    /** Who speaks. */
    public String speaker() {
        return voice == null ? language().voice() : voice;
    }

    /** The agent as Retell wants it. */
    ObjectNode agent() {
        ObjectNode agent = JSON.createObjectNode().put("agent_name", name);
        agent.putObject("response_engine").put("type", "custom-llm").put("llm_websocket_url", words);
        agent.put("voice_id", speaker()).put("language", language().tag()).put("webhook_url", webhook);
        EVENTS.forEach(agent.putArray("webhook_events")::add);
        SAME.stream().filter(profile::hasNonNull).forEach(setting -> agent.set(setting, profile.path(setting)));
        double speed = profile.path("voice_speed").asDouble(1);
        return agent.put("voice_speed", Math.clamp(speed, 0.5, 2));
    }

    /**
     * The number as Retell wants it, whose callers and whom it calls get the agent.
     *
     * @param trunk how Retell reaches its carrier over SIP; null where it is Retell's own
     * @param known whether Retell knows the number already, and has other names for the same things
     */
    static ObjectNode number(String agent, Telephony.@Nullable Vobiz trunk, boolean known) {
        ObjectNode number = JSON.createObjectNode();
        if (trunk != null) {
            number.put("termination_uri", trunk.sipDomain())
                    .put(known ? "auth_username" : "sip_trunk_auth_username", trunk.sipUsername());
            if (trunk.sipPassword() != null) {
                number.put(
                        known ? "auth_password" : "sip_trunk_auth_password",
                        trunk.sipPassword().reveal());
            }
        }
        for (String way : List.of("inbound_agents", "outbound_agents")) {
            number.putArray(way).addObject().put("agent_id", agent).put("weight", 1);
        }
        return number;
    }
}
