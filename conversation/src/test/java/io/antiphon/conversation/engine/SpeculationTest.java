package io.antiphon.conversation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.conversation.settings.CallSettings;
import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.ports.mind.Message;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.speech.Ear;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An answer begun before the caller's turn is over: faster when right, without a trace when wrong. */
class SpeculationTest {
    private final Script script = new Script();

    SpeculationTest() {
        script.responsiveness = 0;
        script.habits = new CallSettings.Habits(2, false, false, false, 6000, List.of());
    }

    @Test
    void aGuessThatWasRightIsHeardSooner() {
        int guessed = ticksToAnswer(script);
        Script patient = new Script();
        patient.responsiveness = 0;
        assertThat(ticksToAnswer(patient) - guessed).isGreaterThanOrEqualTo(script.mindTicks + script.voiceTicks);
    }

    private static int ticksToAnswer(Script script) {
        Dialogue call = new Dialogue(script);
        call.speaks("what helps against nausea now");
        int waited = 0;
        while (!call.agentIsAudible()) {
            call.silence(20);
            waited++;
        }
        call.hears("You said: what helps against nausea now.");
        return waited;
    }

    @Test
    void itsCostIsWrittenDownWithTheTurn() {
        Dialogue call = new Dialogue(script);
        call.speaks("what helps against");
        call.silence(900);
        call.says("nausea in the night");
        call.hears("You said: what helps against nausea in the night.");
        assertThat(call.turns)
                .singleElement()
                .satisfies(turn -> assertThat(turn.guesses()).isEqualTo(2));
        assertThat(call.prompts).hasSize(2);
    }

    @Test
    void ofAWrongGuessNothingIsSpokenWrittenOrRemembered() {
        Dialogue call = new Dialogue(script);
        call.speaks("what helps against");
        call.silence(900);
        assertThat(call.prompts).hasSize(1);
        assertThat(call.playedFrames()).isZero();
        call.says("nausea in the night");
        call.hears("You said: what helps against nausea in the night.");
        assertThat(call.callerLines()).containsExactly("what helps against nausea in the night");
        assertThat(call.prompts.getLast().messages())
                .containsExactly(new Message.Caller("what helps against nausea in the night"));
    }

    @Test
    void aToolWaitsUntilTheTurnIsOver() {
        script.mind = prompt -> prompt.messages().getLast() instanceof Message.ToolAnswer
                ? List.of(new ModelPiece.Text("Booked."), new ModelPiece.Done(ModelPiece.StopReason.COMPLETE, 0, 0))
                : List.of(
                        new ModelPiece.ToolRequest("a", "book", "{}"),
                        new ModelPiece.Done(ModelPiece.StopReason.TOOLS, 0, 0));
        Dialogue call = new Dialogue(script);
        call.speaks("book a table");
        call.silence(900);
        assertThat(call.prompts).hasSize(1);
        assertThat(call.toolsRun).isEmpty();
        call.silence(1000);
        assertThat(call.toolsRun).containsExactly("book {}");
        call.hears("Booked.");
    }

    @Test
    void aToolOfAWrongGuessNeverRuns() {
        script.mind = prompt -> Script.lastCaller(prompt).endsWith("eight")
                ? List.of(new ModelPiece.Text("At eight."), new ModelPiece.Done(ModelPiece.StopReason.COMPLETE, 0, 0))
                : List.of(
                        new ModelPiece.ToolRequest("a", "book", "{}"),
                        new ModelPiece.Done(ModelPiece.StopReason.TOOLS, 0, 0));
        Dialogue call = new Dialogue(script);
        call.speaks("book a table");
        call.silence(900);
        call.says("no wait ask at eight");
        call.hears("At eight.");
        assertThat(call.toolsRun).isEmpty();
    }

    @Test
    void aFailedGuessIsForgotten() {
        script.failingMinds.add(0);
        Dialogue call = new Dialogue(script);
        call.speaks("what helps against nausea now");
        call.silence(800);
        script.failingMinds.clear();
        call.hears("You said: what helps against nausea now.");
    }

    @Test
    void staysWithinItsBudget() {
        Dialogue call = new Dialogue(script);
        for (String piece : List.of("I", "want", "to", "ask")) {
            call.speaks(piece);
            call.silence(700);
        }
        assertThat(call.prompts).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void beginsWhenTheRecogniserThinksTheTurnIsOverAndStopsWhenItTakesThatBack() {
        Dialogue call = new Dialogue(script);
        call.speaks("what helps against nausea");
        call.silence(140);
        call.gives(new CallEvent.CallerTurn(Ear.TurnSignal.EAGER_END));
        call.silence(40);
        assertThat(call.prompts).hasSize(1);
    }

    @Test
    void nothingIsLeftAtWorkWhenTheCallerHangsUpOnAGuess() {
        Dialogue call = new Dialogue(script);
        call.speaks("what helps against nausea now");
        call.silence(500);
        call.hangsUp();
        assertThat(call.stillWorking()).isEmpty();
    }
}
