package io.antiphon.conversation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.conversation.settings.Phrases;
import io.antiphon.ports.mind.ModelPiece;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Models and voices that stall at every stage, and what the caller hears all the same. */
class NeverSilentTest {
    private static final int TICK = 20;

    private final Script script = new Script();

    NeverSilentTest() {
        script.minds = 2;
        script.voices = 2;
    }

    @Test
    void aSecondMindIsAskedBeforeTheFirstIsGivenUp() {
        script.stallingMinds.add(0);
        Dialogue call = new Dialogue(script);
        call.says("what helps now");
        call.silence(4000);
        assertThat(call.takeHeard()).endsWith("You said: what helps now.");
        assertThat(call.prompts).hasSize(2);
        assertThat(call.turns.getLast().mind()).as("who answered").isEqualTo("mind 1");
    }

    @Test
    void theFirstMindIsHeardWhenItSpeaksFirstAfterAll() {
        script.mindTicks = Patience.FIRST_WORD + 5;
        script.laterMindTicks = 100;
        Dialogue call = new Dialogue(script);
        call.says("what helps now");
        call.silence(5000);
        assertThat(call.takeHeard()).endsWith("You said: what helps now.").doesNotContain("now. You said");
        assertThat(call.stillWorking()).isEmpty();
    }

    @Test
    void aMindThatFallsSilentInTheMiddleIsTakenOverFromThere() {
        script.mindStallsAfter = 1;
        script.mind = prompt -> prompt.instructions().contains("First this.")
                ? List.of(new ModelPiece.Text("Then that."), new ModelPiece.Done(ModelPiece.StopReason.COMPLETE, 0, 0))
                : List.of(
                        new ModelPiece.Text("First this. And now half a "),
                        new ModelPiece.Text("sentence."),
                        new ModelPiece.Done(ModelPiece.StopReason.COMPLETE, 0, 0));
        Dialogue call = new Dialogue(script);
        call.says("what helps now");
        call.silence(6000);
        assertThat(call.takeHeard())
                .startsWith("First this.")
                .endsWith("Then that.")
                .doesNotContain("half");
        assertThat(call.turns.getLast().mind()).isEqualTo("mind 0, mind 1");
    }

    @Test
    void aSecondVoiceIsAskedBeforeTheFirstIsGivenUp() {
        script.stallingVoices.add(0);
        Dialogue call = new Dialogue(script);
        call.says("what helps now");
        call.hears("You said: what helps now.");
    }

    @Test
    void aCallStaysWithTheVoiceThatServedIt() {
        script.stallingVoices.add(0);
        Dialogue call = new Dialogue(script);
        call.says("what helps now");
        call.listens();
        int before = call.turns.size();
        call.speaks("and what then");
        int waited = ticksUntilHeard(call);
        assertThat(call.turns).hasSize(before);
        assertThat(waited).isLessThan(60);
    }

    private static int ticksUntilHeard(Dialogue call) {
        return IntStream.iterate(0, i -> i + 1)
                .peek(i -> call.silence(TICK))
                .filter(i -> call.agentIsAudible())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aVoiceThatFallsSilentInASentenceGoesOnWithTheWordsThatAreMissing() {
        script.voiceStallsAfter = 2 * Dialogue.FRAMES_PER_WORD;
        script.answers("one two three four five six");
        Dialogue call = new Dialogue(script);
        call.says("count please now");
        call.hears("one two three four five six");
        assertThat(call.agentLines()).containsExactly("one two three four five six");
    }

    @Test
    void tellsTheCallerThatAToolTakesItsTimeAndGoesOnWhenItIsDone() {
        script.toolTicks = 700;
        script.mind = prompt -> prompt.messages().getLast() instanceof io.antiphon.ports.mind.Message.ToolAnswer
                ? List.of(new ModelPiece.Text("It is done."), new ModelPiece.Done(ModelPiece.StopReason.COMPLETE, 0, 0))
                : List.of(
                        new ModelPiece.ToolRequest("a", "book", "{}"),
                        new ModelPiece.Done(ModelPiece.StopReason.TOOLS, 0, 0));
        Dialogue call = new Dialogue(script);
        call.says("book a table please");
        call.silence(20_000);
        assertThat(call.takeHeard())
                .isEqualTo(Phrases.of("en").filler() + " " + Phrases.of("en").stillWorking() + " It is done.");
    }

    @Test
    void saysNothingMoreWhileOnlyTheLinesReportIsMissing() {
        script.reportTicks = 90;
        Dialogue call = new Dialogue(script);
        call.says("what helps now");
        call.silence(8000);
        assertThat(call.agentLines()).containsExactly("You said: what helps now.");
    }

    @Test
    void passagesThatDoNotComeAreNotWaitedFor() {
        script.knowledge = true;
        script.findTicks = 10_000;
        Dialogue call = new Dialogue(script);
        call.says("what helps now");
        call.silence(4000);
        assertThat(call.takeHeard()).isEqualTo("You said: what helps now.");
    }

    @Test
    void inABrownOutOfTheFirstMindNoCallIsSilentAndTheSecondIsHeardSoonAfterTheWatchdog() {
        for (int stall = 0; stall < 1000; stall++) {
            Script brownOut = new Script();
            brownOut.minds = 2;
            brownOut.laterMindTicks = 15;
            brownOut.mindStallsAfter = stall % 4;
            brownOut.mindTicks = 1 + stall % 90;
            brownOut.voiceTicks = 1 + stall % 10;
            brownOut.mind = prompt -> List.of(
                    new ModelPiece.Text("One two. "),
                    new ModelPiece.Text("Three four. "),
                    new ModelPiece.Text("Five. "),
                    new ModelPiece.Done(ModelPiece.StopReason.COMPLETE, 0, 0));
            Dialogue call = new Dialogue(brownOut);
            call.speaks("what helps now");
            int silent = longestSilence(call);
            int allowed = (Patience.NEXT_WORD + 60) * TICK;
            assertThat(silent).as("stalls after %d pieces", stall % 4).isLessThanOrEqualTo(allowed);
            assertThat(call.stillWorking()).isEmpty();
        }
    }

    /** Milliseconds from the caller's last word to the end of the agent's first turn in which nothing was audible. */
    private static int longestSilence(Dialogue call) {
        int longest = 0;
        int silence = 0;
        for (int i = 0; i < 2000 && call.turns.isEmpty(); i++) {
            call.silence(TICK);
            silence = call.agentIsAudible() ? 0 : silence + TICK;
            longest = Math.max(longest, silence);
        }
        assertThat(call.turns).isNotEmpty();
        return longest;
    }
}
