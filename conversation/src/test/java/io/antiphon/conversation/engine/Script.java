package io.antiphon.conversation.engine;

import io.antiphon.conversation.settings.CallSettings;
import io.antiphon.conversation.settings.Phrases;
import io.antiphon.conversation.settings.TurnTakingProfiles;
import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.mind.Message;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.Prompt;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An agent that can be told what to answer, how fast, and where to fail. */
final class Script {
    String greeting = "";
    String language = "en-IN";
    double responsiveness = 1;
    double sensitivity = 1;

    @Nullable
    Integer endpointing;

    TurnTakingProfiles profiles = TurnTakingProfiles.NONE;
    CallSettings.Habits habits = new CallSettings.Habits(0, false, false, false, 6000, List.of());
    CallSettings.Limits limits = CallSettings.Limits.STANDARD;
    int earTicks = 6;
    int mindTicks = 10;
    int voiceTicks = 5;
    int toolTicks = 20;
    int findTicks = 1;
    int minds = 1;
    int voices = 1;
    boolean knowledge;
    Findings findings = Findings.none();

    /** The machine's clock by the call's. */
    LongUnaryOperator machineMicros = at -> at * 20_000;

    boolean deafToFinish;

    /** Whether a speech-to-speech model leads; it has no words for what it hears until long after. */
    boolean dialogue;

    int wordsTicks = 60;
    int dialogueTicks = 10;

    /** Words after which it says no more and hears no more; after which it fails. */
    int dialogueStallsAfter = Integer.MAX_VALUE;

    int dialogueFailsAfter = Integer.MAX_VALUE;
    Function<Prompt, List<ModelPiece>> spoken = prompt -> List.of(
            new ModelPiece.Text("certainly I can help you with that today"),
            new ModelPiece.Done(ModelPiece.StopReason.COMPLETE, 0, 0));
    final Set<Integer> failingMinds = new HashSet<>();
    final Set<Integer> failingVoices = new HashSet<>();
    final Set<Integer> stallingMinds = new HashSet<>();
    final Set<Integer> stallingVoices = new HashSet<>();

    /** Pieces after which the first mind says no more; frames after which the first voice sounds no more. */
    int mindStallsAfter = Integer.MAX_VALUE;

    int voiceStallsAfter = Integer.MAX_VALUE;
    int laterMindTicks = -1;

    /** Providers go on after they were told to stop. */
    boolean ignoresCancel;

    /** Providers say twice that they are done, or what they found. */
    boolean twice;

    /** A model's pieces and a voice's sounds, kept in order among themselves, come this irregularly. */
    int jitter;

    /** Ticks by which the line reports playback late. */
    int reportTicks;

    boolean aligned = true;
    Function<Prompt, List<ModelPiece>> mind = prompt -> List.of(
            new ModelPiece.Text("You said: " + lastCaller(prompt) + "."),
            new ModelPiece.Done(ModelPiece.StopReason.COMPLETE, 0, 0));

    static String lastCaller(Prompt prompt) {
        return prompt.messages().reversed().stream()
                .filter(Message.Caller.class::isInstance)
                .map(message -> ((Message.Caller) message).text())
                .findFirst()
                .orElse("");
    }

    Script answers(String text) {
        mind = prompt -> List.of(new ModelPiece.Text(text), new ModelPiece.Done(ModelPiece.StopReason.COMPLETE, 0, 0));
        return this;
    }

    /** The dialogue, where there is one, and the minds, each by its place. */
    private List<String> thinkers() {
        Stream<String> first = dialogue ? Stream.of("dialogue") : Stream.empty();
        return Stream.concat(first, IntStream.range(0, minds).mapToObj(place -> "mind " + place))
                .toList();
    }

    CallSettings settings() {
        return new CallSettings(
                new CallSettings.Persona("Ada", language, "Be kind.", greeting.isEmpty() ? null : greeting),
                new CallSettings.Manners(responsiveness, sensitivity, endpointing, profiles),
                habits,
                limits,
                Phrases.of("en"),
                new CallSettings.Resources(thinkers(), voices, knowledge, List.of(), dialogue));
    }
}
