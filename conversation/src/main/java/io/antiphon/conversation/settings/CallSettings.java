package io.antiphon.conversation.settings;

import io.antiphon.ports.mind.ToolDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation needs to know of the agent that leads it.
 *
 * @param persona who speaks
 * @param manners how it takes turns
 * @param habits what else it does in a talk, or leaves
 * @param limits when it reminds and when it ends
 * @param phrases the fixed sentences of the agent's language
 * @param resources what it can draw on
 */
public record CallSettings(
        Persona persona, Manners manners, Habits habits, Limits limits, Phrases phrases, Resources resources) {

    /** The same for a call in words alone, which no speech-to-speech model can lead. */
    public CallSettings inWords() {
        return resources.dialogue()
                ? new CallSettings(
                        persona,
                        manners,
                        habits,
                        limits,
                        phrases,
                        new Resources(
                                resources.minds().subList(1, resources.minds().size()),
                                resources.voices(),
                                resources.knowledge(),
                                resources.tools(),
                                false))
                : this;
    }

    /**
     * Who speaks.
     *
     * @param name how the agent calls itself
     * @param language BCP 47 tag of the language it speaks
     * @param instructions the system prompt, variables filled in
     * @param greeting what it says first; null to let the caller begin
     */
    public record Persona(
            String name,
            String language,
            String instructions,
            @Nullable String greeting) {}

    /**
     * How it takes turns; {@code docs/turn-taking.md} maps both to milliseconds.
     *
     * @param responsiveness 0 patient to 1 quick
     * @param interruptionSensitivity 0 never interrupted to 1 at once
     * @param endpointing silence, in milliseconds, that ends the caller's turn whatever was said; null to judge by
     *     {@code responsiveness} and the words
     * @param profiles where it takes turns otherwise
     */
    public record Manners(
            double responsiveness,
            double interruptionSensitivity,
            @Nullable Integer endpointing,
            TurnTakingProfiles profiles) {
        public Manners(double responsiveness, double interruptionSensitivity) {
            this(responsiveness, interruptionSensitivity, null);
        }

        /** The same in every state. */
        public Manners(double responsiveness, double interruptionSensitivity, @Nullable Integer endpointing) {
            this(responsiveness, interruptionSensitivity, endpointing, TurnTakingProfiles.NONE);
        }

        public Manners {
            if (!(responsiveness >= 0 && responsiveness <= 1)) {
                throw new IllegalArgumentException("responsiveness must lie between 0 and 1, not " + responsiveness);
            }
            if (!(interruptionSensitivity >= 0 && interruptionSensitivity <= 1)) {
                throw new IllegalArgumentException(
                        "interruption_sensitivity must lie between 0 and 1, not " + interruptionSensitivity);
            }
            if (endpointing != null && !(endpointing >= 100 && endpointing <= 5000)) {
                throw new IllegalArgumentException("endpointing must lie between 100 and 5000 ms, not " + endpointing);
            }
        }

        /** What they are in one state; a responsiveness of its own is not overruled by a fixed silence. */
        public Manners in(AgentState state) {
            Double own = profiles.knobs().get(state);
            if (own == null) {
                return new Manners(responsiveness, interruptionSensitivity, endpointing);
            }
            return state.knob() == AgentState.Knob.RESPONSIVENESS
                    ? new Manners(own, interruptionSensitivity)
                    : new Manners(responsiveness, own, endpointing);
        }
    }

    /**
     * What else it does in a talk, or leaves.
     *
     * @param guesses answers begun for one turn before it is known to be over, at most; 0 for none. Each that is not used
     *     costs a model call.
     * @param adaptsToPace whether it waits longer for a caller who pauses for longer
     * @param greetingUninterruptible whether the greeting, such as a disclosure, must be heard to its end
     * @param backchannels whether it says a word in a long speaker's pauses
     * @param backchannelInterval milliseconds between two such words, at least
     * @param backchannelWords what it says; empty for those of its language
     */
    public record Habits(
            int guesses,
            boolean adaptsToPace,
            boolean greetingUninterruptible,
            boolean backchannels,
            int backchannelInterval,
            List<String> backchannelWords) {
        /** What an agent gets that says nothing else. */
        public static final Habits STANDARD = new Habits(2, true, false, false, 6000, List.of());

        public Habits {
            backchannelWords = List.copyOf(backchannelWords);
            if (guesses < 0) {
                throw new IllegalArgumentException("guesses must be 0 or more, not " + guesses);
            }
        }
    }

    /**
     * When it reminds and when it ends, in milliseconds.
     *
     * @param beginMessageDelay silence before the greeting
     * @param reminderTrigger silence after which the caller is asked whether they are still there
     * @param reminderMaxCount how often, in a row
     * @param endCallAfterSilence silence after which the call is ended
     * @param maxCallDuration length of the call after which it is ended
     */
    public record Limits(
            int beginMessageDelay,
            int reminderTrigger,
            int reminderMaxCount,
            int endCallAfterSilence,
            int maxCallDuration) {
        /** What an agent gets that says nothing else. */
        public static final Limits STANDARD = new Limits(0, 10_000, 1, 30_000, 3_600_000);
    }

    /**
     * What it can draw on.
     *
     * @param minds names of the models that may be asked, one after the other
     * @param voices how many voices may be tried, one after the other
     * @param knowledge whether it has documents
     * @param tools what the model may ask for
     * @param dialogue whether the first of the models leads from speech to speech; the others and voices take over where
     *     it fails
     */
    public record Resources(
            List<String> minds, int voices, boolean knowledge, List<ToolDescription> tools, boolean dialogue) {
        public Resources {
            minds = List.copyOf(minds);
            tools = List.copyOf(tools);
        }

        /** For an agent that hears, thinks and speaks with one provider each. */
        public Resources(String mind, int voices, boolean knowledge, List<ToolDescription> tools) {
            this(List.of(mind), voices, knowledge, tools, false);
        }
    }
}
