package io.antiphon.server.wiring;

import io.antiphon.control.agents.Agent;
import io.antiphon.control.agents.AgentProfile;
import io.antiphon.control.agents.Habits;
import io.antiphon.conversation.CallSettings;
import io.antiphon.conversation.Lead;
import io.antiphon.conversation.Phrases;
import io.antiphon.conversation.Plugs;
import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.knowledge.Knowledge;
import io.antiphon.ports.mind.Prompt;
import io.antiphon.ports.mind.Tool;
import io.antiphon.ports.speech.DialogueSettings;
import io.antiphon.ports.speech.EarSettings;
import io.antiphon.ports.speech.VoiceSettings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An agent's settings, and the ports its calls are plugged into. Whoever holds it closes it; what it knows is closed when
 * nobody holds it any more.
 *
 * @param profile the agent's, in the language of the call
 * @param cast what {@code casting} was chosen from
 */
record Equipment(
        Agent agent,
        AgentProfile profile,
        CallSettings settings,
        Knowledge knowledge,
        EarSettings.Domain domain,
        Casting casting,
        List<Tool> tools,
        Cast cast)
        implements AutoCloseable {
    Equipment {
        tools = List.copyOf(tools);
    }

    static Equipment of(
            Agent agent,
            AgentProfile profile,
            Knowledge knowledge,
            EarSettings.Domain domain,
            List<Tool> tools,
            Cast cast) {
        Casting casting = cast.of(profile);
        return new Equipment(
                agent,
                profile,
                settings(profile, knowledge, casting, Map.of()),
                knowledge,
                domain,
                casting,
                tools,
                cast);
    }

    /** The same, chosen from another cast unless it is the same one; it takes the place of this one. */
    Equipment with(Cast other) {
        return other.equals(cast) ? this : of(agent, profile, knowledge, domain, tools, other);
    }

    /** The same for one call with what was sent along. */
    Equipment led(Map<String, String> variables) {
        AgentProfile led = agent.profile().in(variables.get("language"));
        Casting own = led.equals(profile) ? casting : cast.of(led);
        return new Equipment(agent, led, settings(led, knowledge, own, variables), knowledge, domain, own, tools, cast);
    }

    /** The same for one more, who closes it too. */
    Equipment held() {
        if (knowledge instanceof SharedKnowledge shared) {
            shared.hold();
        }
        return this;
    }

    /** The plugs of one call on a line of this rate. */
    Plugs plugs(int rate) {
        return new Plugs(
                lead(rate),
                casting.ear(),
                new EarSettings(profile.language(), rate, domain),
                casting.minds(),
                casting.voices(),
                new VoiceSettings(
                        profile.language(), null, profile.refinements().speech().voiceSpeed(), rate),
                knowledge,
                tools,
                new SileroDetector(cast.detector(), rate));
    }

    private @Nullable Lead lead(int rate) {
        if (casting.lead() == null) {
            return null;
        }
        CallSettings.Persona persona = settings.persona();
        return new Lead(
                casting.lead(),
                new DialogueSettings(
                        new Prompt(
                                persona.instructions(),
                                List.of(),
                                settings.resources().tools(),
                                Findings.none(),
                                persona.language(),
                                persona.name()),
                        null,
                        rate));
    }

    private static CallSettings settings(
            AgentProfile profile, Knowledge knowledge, Casting casting, Map<String, String> variables) {
        Habits habits = profile.refinements().habits();
        return new CallSettings(
                new CallSettings.Persona(
                        profile.displayName(),
                        profile.language(),
                        profile.persona().filledPrompt(variables),
                        profile.persona().filledGreeting(variables)),
                new CallSettings.Manners(
                        profile.manner().responsiveness(),
                        profile.manner().interruptionSensitivity(),
                        habits.endpointingMs()),
                new CallSettings.Habits(
                        habits.guesses(),
                        habits.adaptsToPace(),
                        habits.greetingUninterruptible(),
                        habits.backchannel(),
                        habits.backchannelIntervalMs(),
                        habits.backchannelWords()),
                new CallSettings.Limits(
                        profile.manner().beginMessageDelayMs(),
                        profile.manner().reminderTriggerMs(),
                        profile.manner().reminderMaxCount(),
                        profile.manner().endCallAfterSilenceMs(),
                        profile.manner().maxCallDurationMs()),
                Phrases.of(profile.language()),
                new CallSettings.Resources(
                        casting.thinkers(),
                        casting.voices().size(),
                        knowledge instanceof SharedKnowledge,
                        Toolbox.descriptions(profile),
                        casting.lead() != null));
    }

    @Override
    public void close() {
        if (knowledge instanceof SharedKnowledge shared) {
            shared.letGo();
        }
    }
}
