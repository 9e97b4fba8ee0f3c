package io.antiphon.conversation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.conversation.replay.Replay;
import io.antiphon.conversation.settings.AgentState;
import io.antiphon.conversation.settings.CallSettings;
import io.antiphon.conversation.settings.TurnTakingProfiles;
import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.ports.journal.TurnRecord;
import io.antiphon.ports.mind.Message;
import io.antiphon.ports.mind.ModelPiece;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whole calls with callers and providers drawn by a seed, held to what must be true of every call. A seed that fails is
 * named by the assertion; {@code ./antiphon test --seed N} runs it alone and prints it, {@code --seeds N} so many.
 */
class SimulationTest {
    private static final String[] WORDS = {
        "morphine",
        "pain",
        "night",
        "water",
        "sleep",
        "doctor",
        "nurse",
        "breathing",
        "pillow",
        "mother",
        "eat",
        "quiet"
    };
    private static final String ASKED = "What is your phone number?";
    private static final String[] BACKCHANNELS = {"uh-huh", "okay", "hmm", "yeah right"};

    /** Words at a cut of which it is not certain whether they were heard, where voice or line do not tell. */
    private static final int UNCERTAIN_WORDS = 3;

    /** The same where a dialogue's words are spread over sound whose end is not known: fewer are claimed, by slow speech. */
    private static final int UNCERTAIN_WORDS_OF_A_DIALOGUE = 6;

    /** The longest a caller who has said something may wait for a sound: overdue at 8 s, and the way there. */
    private static final int LONGEST_WAIT_MILLIS = 13_000;

    @Test
    void everyCallKeepsItsPromises() {
        Integer alone = Integer.getInteger("antiphon.seed");
        int seeds = Integer.getInteger("antiphon.seeds", 12_000);
        if (alone != null) {
            runNamed(alone, false);
            return;
        }
        IntStream.range(0, seeds).forEach(seed -> runNamed(seed, false));
    }

    @Test
    void everyCallThatASpeechToSpeechModelLeadsKeepsThemToo() {
        Integer alone = Integer.getInteger("antiphon.seed");
        int seeds = Integer.getInteger("antiphon.seeds", 12_000) / 6;
        if (alone != null) {
            runNamed(alone, true);
            return;
        }
        IntStream.range(0, seeds).forEach(seed -> runNamed(seed, true));
    }

    private static void runNamed(int seed, boolean led) {
        try {
            run(seed, led);
        } catch (AssertionError broken) {
            throw new AssertionError("seed " + seed + ": " + broken.getMessage(), broken);
        }
    }

    private static void run(int seed, boolean led) {
        Random random = new Random(seed);
        Script script = script(random);
        if (led) {
            lead(script, random);
        }
        Dialogue call = new Dialogue(script);
        if (Integer.getInteger("antiphon.seed") != null) {
            call.print();
        }
        if (random.nextBoolean()) {
            call.listens();
        }
        int actions = 1 + random.nextInt(8);
        for (int i = 0; i < actions && call.ended() == null; i++) {
            act(call, random, seed);
        }
        end(call, random);
        check(call, seed);
    }

    private static Script script(Random random) {
        Script script = new Script();
        script.greeting = random.nextBoolean() ? "Hello. How can I help you today?" : "";
        script.responsiveness = random.nextDouble();
        script.sensitivity = random.nextInt(4) == 0 ? 0 : random.nextDouble();
        script.profiles = profiles(random);
        script.habits = new CallSettings.Habits(
                random.nextInt(4), random.nextBoolean(), random.nextInt(4) == 0, random.nextBoolean(), 3000, List.of());
        script.earTicks = 1 + random.nextInt(random.nextInt(5) == 0 ? 200 : 30);
        script.mindTicks = 1 + random.nextInt(random.nextInt(5) == 0 ? 600 : 60);
        script.voiceTicks = 1 + random.nextInt(random.nextInt(5) == 0 ? 150 : 40);
        script.toolTicks = 1 + random.nextInt(random.nextInt(5) == 0 ? 2500 : 200);
        script.knowledge = random.nextBoolean();
        script.minds = 1 + random.nextInt(3);
        script.voices = 1 + random.nextInt(2);
        faults(script, random);
        script.limits = new CallSettings.Limits(
                random.nextInt(2) * 500, 4000 + random.nextInt(8000), random.nextInt(3), 20_000, 120_000);
        int tools = random.nextInt(3);
        script.mind = prompt -> answer(random, prompt, tools);
        return script;
    }

    /** In two calls of three the agent takes turns otherwise in some of its states; now and then it never gives way. */
    private static TurnTakingProfiles profiles(Random random) {
        Map<AgentState, Double> knobs = new EnumMap<>(AgentState.class);
        boolean never = random.nextInt(12) == 0;
        if (never || random.nextInt(3) > 0) {
            for (AgentState state : AgentState.values()) {
                if (state.knob() != AgentState.Knob.NONE && (never || random.nextBoolean())) {
                    knobs.put(state, never || random.nextInt(4) == 0 ? 0 : random.nextDouble());
                }
            }
        }
        return new TurnTakingProfiles(knobs);
    }

    /** A dialogue whose words come late, that falls silent, breaks off, or asks for tools. */
    private static void lead(Script script, Random random) {
        script.dialogue = true;
        script.aligned = false;
        script.dialogueTicks = 1 + random.nextInt(random.nextInt(5) == 0 ? 300 : 40);
        script.wordsTicks = 1 + random.nextInt(100);
        maybe(random, () -> script.dialogueStallsAfter = random.nextInt(8));
        maybe(random, () -> script.dialogueFailsAfter = random.nextInt(8));
        script.spoken = news -> {
            List<ModelPiece> pieces = new ArrayList<>();
            pieces.add(new ModelPiece.Text(sentence(random, 1 + random.nextInt(12)) + "."));
            boolean answeredTool = news.messages().stream().anyMatch(Message.ToolAnswer.class::isInstance);
            if (!answeredTool && random.nextInt(4) == 0) {
                pieces.add(new ModelPiece.ToolRequest("call_0", "book", "{\"table\":" + random.nextLong() + "}"));
            }
            pieces.add(new ModelPiece.Done(ModelPiece.StopReason.COMPLETE, 0, 0));
            return pieces;
        };
    }

    private static void faults(Script script, Random random) {
        maybe(random, () -> script.failingMinds.add(random.nextInt(2)));
        maybe(random, () -> script.stallingMinds.add(random.nextInt(2)));
        maybe(random, () -> script.failingVoices.add(0));
        maybe(random, () -> script.stallingVoices.add(0));
        maybe(random, () -> script.mindStallsAfter = random.nextInt(4));
        maybe(random, () -> script.voiceStallsAfter = 1 + random.nextInt(60));
        maybe(random, () -> script.ignoresCancel = true);
        maybe(random, () -> script.twice = true);
        maybe(random, () -> script.jitter = random.nextInt(30));
        maybe(random, () -> script.reportTicks = 1 + random.nextInt(20));
        script.aligned = random.nextBoolean();
        if (!script.failingVoices.isEmpty() || !script.stallingVoices.isEmpty()) {
            script.voices = 2;
        }
    }

    private static void maybe(Random random, Runnable change) {
        if (random.nextInt(6) == 0) {
            change.run();
        }
    }

    private static List<ModelPiece> answer(Random random, io.antiphon.ports.mind.Prompt prompt, int tools) {
        List<ModelPiece> pieces = new ArrayList<>();
        int sentences = 1 + random.nextInt(4);
        for (int i = 0; i < sentences; i++) {
            boolean asks = random.nextInt(8) == 0;
            pieces.add(new ModelPiece.Text(asks ? ASKED + " " : sentence(random, 1 + random.nextInt(9)) + ". "));
        }
        boolean answeredTool = prompt.messages().getLast() instanceof Message.ToolAnswer;
        if (tools > 0 && !answeredTool && random.nextInt(3) == 0) {
            pieces.add(new ModelPiece.ToolRequest("call_0", "book", "{\"table\":" + random.nextLong() + "}"));
        }
        if (random.nextInt(12) == 0) {
            pieces.add(new ModelPiece.ToolRequest("e" + random.nextLong(), Composing.END_CALL, "{}"));
        }
        pieces.add(new ModelPiece.Done(ModelPiece.StopReason.COMPLETE, 0, 0));
        return pieces;
    }

    private static String sentence(Random random, int words) {
        return IntStream.range(0, words)
                .mapToObj(i -> WORDS[random.nextInt(WORDS.length)])
                .collect(Collectors.joining(" "));
    }

    private static void act(Dialogue call, Random random, int seed) {
        switch (random.nextInt(11)) {
            case 0, 1, 2, 3 -> ask(call, random, seed);
            case 4 -> call.silence(random.nextInt(4000));
            case 5 -> call.coughs(40 + random.nextInt(600));
            case 6 -> call.speaks(BACKCHANNELS[random.nextInt(BACKCHANNELS.length)]);
            case 7 -> call.speaks(sentence(random, 1 + random.nextInt(5)));
            case 8 -> {
                call.speaks(sentence(random, 2 + random.nextInt(3)) + " and");
                call.silence(200 + random.nextInt(1500));
                call.speaks(sentence(random, 1 + random.nextInt(3)));
            }
            case 9 -> {
                call.speaks("nine eight double seven six");
                call.silence(300 + random.nextInt(4000));
                call.speaks("five four three two one");
            }
            default -> call.gives(new CallEvent.DigitPressed('1'));
        }
    }

    private static void ask(Dialogue call, Random random, int seed) {
        int played = call.playedFrames();
        call.speaks(sentence(random, 2 + random.nextInt(6)));
        call.silence(LONGEST_WAIT_MILLIS);
        assertThat(call.playedFrames() > played || call.ended() != null)
                .as("seed %d: someone who asked hears something within %d ms", seed, LONGEST_WAIT_MILLIS)
                .isTrue();
    }

    private static void end(Dialogue call, Random random) {
        switch (random.nextInt(3)) {
            case 0 -> call.hangsUp();
            case 1 -> {
                call.gives(new CallEvent.LineLost("closed"));
                call.gives(new CallEvent.LastWordsOverdue());
            }
            default -> call.silence(200_000);
        }
        call.hangsUp();
        call.gives(new CallEvent.LastWordsOverdue());
    }

    private static void check(Dialogue call, int seed) {
        assertThat(call.ended()).as("seed %d: the call ends", seed).isNotNull();
        assertThat(call.hungUp).as("seed %d: and its line is let go", seed).isEqualTo(call.ended());
        checkTranscript(call, seed);
        checkProfiles(call, seed);
        Replay replay = new Replay(call.journal);
        assertThat(replay.again().decisions())
                .as("seed %d: played again, everything is decided as it was", seed)
                .isEqualTo(replay.recorded().decisions());
        assertThat(call.stillWorking())
                .as("seed %d: nothing is left at work", seed)
                .isEmpty();
        assertThat(call.toolsRun).as("seed %d: a tool runs once", seed).doesNotHaveDuplicates();
    }

    private static void checkProfiles(Dialogue call, int seed) {
        var knobs = call.script.profiles.knobs();
        boolean never = Stream.of(AgentState.GREETING, AgentState.THINKING, AgentState.USING_TOOL)
                .allMatch(state -> knobs.getOrDefault(state, 1.0) == 0);
        if (never) {
            assertThat(call.decisions())
                    .as("seed %d: nothing takes back what never gives way", seed)
                    .doesNotContain("WITHDRAW");
        }
        if (never && knobs.getOrDefault(AgentState.SPEAKING, 1.0) == 0) {
            assertThat(call.decisions()).as("seed %d: nor stops it", seed).doesNotContain("PAUSE", "CUT");
        }
    }

    private static void checkTranscript(Dialogue call, int seed) {
        String said = String.join(" ", call.agentLines());
        String heard = call.takeAllHeard();
        boolean stalls = call.script.voiceStallsAfter < Integer.MAX_VALUE
                || call.script.dialogueStallsAfter < Integer.MAX_VALUE
                || call.script.dialogueFailsAfter < Integer.MAX_VALUE;
        if (call.script.aligned && call.script.reportTicks == 0 && !stalls) {
            assertThat(said)
                    .as("seed %d: the transcript holds the words that were played, and no others", seed)
                    .isEqualTo(heard);
            assertThat(call.recordedAgentFrames())
                    .as("seed %d: the recording holds the sound that was played", seed)
                    .isEqualTo(call.playedFrames());
        } else {
            int uncertain = call.script.dialogue ? UNCERTAIN_WORDS_OF_A_DIALOGUE : UNCERTAIN_WORDS;
            long most = call.turns.stream().filter(TurnRecord::interrupted).count() * uncertain
                    + (stalls ? call.agentLines().size() * uncertain : 0)
                    + call.decisions().stream().filter("RESUME"::equals).count();
            long off = words(said) - words(heard);
            assertThat(stalls ? off : Math.abs(off))
                    .as(
                            "seed %d: the transcript holds the words that were played, but for the edge of a cut: %s | %s",
                            seed, said, heard)
                    .isLessThanOrEqualTo(most);
        }
    }

    private static long words(String text) {
        return text.isBlank() ? 0 : text.split(" ").length;
    }
}
