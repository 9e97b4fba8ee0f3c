package io.antiphon.server.wiring;

import io.antiphon.control.agents.Agent;
import io.antiphon.control.agents.AgentProfile;
import io.antiphon.control.agents.AgentTool;
import io.antiphon.control.agents.Habits;
import io.antiphon.conversation.Diction;
import io.antiphon.conversation.Lead;
import io.antiphon.conversation.MindPlugs;
import io.antiphon.conversation.Plugs;
import io.antiphon.conversation.settings.CallSettings;
import io.antiphon.conversation.settings.Phrases;
import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.knowledge.Knowledge;
import io.antiphon.ports.mind.Prompt;
import io.antiphon.ports.mind.Tool;
import io.antiphon.ports.speech.DialogueSettings;
import io.antiphon.ports.speech.EarSettings;
import io.antiphon.ports.speech.VoiceSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An agent's settings, and the ports its calls are plugged into. Whoever holds it closes it; what it knows is closed when
 * nobody holds it any more.
 *
 * @param profile the agent's, in the language of the call
 * @param wanted what {@code tools} were made of
 * @param cast what {@code casting} was chosen from
 */
record Equipment(
        Agent agent,
        AgentProfile profile,
        CallSettings settings,
        Knowledge knowledge,
        EarSettings.Domain domain,
        Casting casting,
        List<AgentTool> wanted,
        List<Tool> tools,
        Cast cast)
        implements AutoCloseable {
    Equipment {
        wanted = List.copyOf(wanted);
        tools = List.copyOf(tools);
    }

    static Equipment of(
            Agent agent,
            AgentProfile profile,
            Knowledge knowledge,
            EarSettings.Domain domain,
            List<AgentTool> wanted,
            List<Tool> tools,
            Cast cast) {
        Casting casting = cast.of(profile);
        return new Equipment(
                agent,
                profile,
                settings(profile, knowledge, casting, tools, Map.of()),
                knowledge,
                domain,
                casting,
                wanted,
                tools,
                cast);
    }

    /** Whether the same cast and the same tools would make it again. */
    boolean isMadeOf(Cast other, List<AgentTool> tools) {
        return other.equals(cast) && tools.equals(wanted);
    }

    /** The same, chosen from another cast and with other tools; it takes the place of this one. */
    Equipment with(Cast other, List<AgentTool> others, List<Tool> made) {
        return of(agent, profile, knowledge, domain, others, made, other);
    }

    /**
     * The same for one call with what was sent along.
     *
     * @param more what this call alone can do; where the agent has a tool of that name, this one takes its place
     */
    Equipment led(Map<String, String> variables, List<Tool> more) {
        List<Tool> all = joined(more);
        AgentProfile led = agent.profile().in(variables.get("language"));
        Casting own = led.equals(profile) ? casting : cast.of(led);
        return new Equipment(
                agent, led, settings(led, knowledge, own, all, variables), knowledge, domain, own, wanted, all, cast);
    }

    private List<Tool> joined(List<Tool> more) {
        if (more.isEmpty()) {
            return tools;
        }
        Set<String> taken = more.stream().map(tool -> tool.description().name()).collect(Collectors.toSet());
        return Stream.concat(
                        tools.stream()
                                .filter(tool ->
                                        !taken.contains(tool.description().name())),
                        more.stream())
                .toList();
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
                cast.detector().listen(rate)::hear);
    }

    /** The plugs of one call in words alone. */
    MindPlugs mindPlugs() {
        return new MindPlugs(casting.minds(), knowledge, tools);
    }

    /** With what the agent says something in a language, on a line of this rate. */
    Diction diction(String language, int rate) {
        AgentProfile led = agent.profile().in(language);
        return new Diction(
                cast.voices(led, language),
                new VoiceSettings(language, null, led.refinements().speech().voiceSpeed(), rate));
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
            AgentProfile profile,
            Knowledge knowledge,
            Casting casting,
            List<Tool> tools,
            Map<String, String> variables) {
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
                        habits.endpointingMs(),
                        profile.refinements().profiles()),
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
                        Toolbox.descriptions(profile, tools),
                        casting.lead() != null));
    }

    @Override
    public void close() {
        if (knowledge instanceof SharedKnowledge shared) {
            shared.letGo();
        }
    }
}
