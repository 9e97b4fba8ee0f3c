package io.antiphon.conversation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.conversation.replay.Replay;
import io.antiphon.conversation.replay.Timeline;
import io.antiphon.conversation.settings.Phrases;
import io.antiphon.ports.journal.TranscriptEntry;
import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.mind.Message;
import io.antiphon.ports.mind.ModelPiece;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A call that a speech-to-speech model leads: the same rules, the same record, and someone to take over. */
class LedByDialogueTest {
    private static final String ANSWER = "certainly I can help you with that today";

    private final Script script = new Script();

    LedByDialogueTest() {
        script.dialogue = true;
    }

    @Test
    void answersBeforeThereAreWordsAndWritesThemDownWhenTheyCome() {
        script.wordsTicks = 90;
        Dialogue call = new Dialogue(script);
        call.says("what helps now");
        assertThat(call.transcript).as("the words are still to come").isEmpty();
        call.hears(ANSWER);
        call.silence(1000);
        assertThat(call.callerLines()).containsExactly("what helps now");
        assertThat(call.agentLines()).containsExactly(ANSWER);
        assertThat(call.turns).singleElement().satisfies(turn -> {
            assertThat(turn.heard()).isEqualTo("what helps now");
            assertThat(turn.spoken()).isEqualTo(ANSWER);
            assertThat(turn.mind()).isEqualTo("dialogue");
        });
        TranscriptEntry caller = call.transcript.getFirst();
        assertThat(caller.role()).isEqualTo(TranscriptEntry.Role.USER);
        assertThat(caller.turn()).isEqualTo(call.transcript.getLast().turn());
        assertThat(caller.endTick()).isLessThan(call.transcript.getLast().startTick());
        assertThat(call.cuts).as("all of it was heard").isEmpty();
    }

    @Test
    void writesWordsDownThatComeWhenTheCallerIsGone() {
        Dialogue call = new Dialogue(script);
        script.wordsTicks = 70;
        call.says("what helps now");
        call.hangsUp();
        call.silence(100);
        assertThat(call.callerLines()).containsExactly("what helps now");
        assertThat(call.ended()).isEqualTo("user_hangup");
    }

    @Test
    void greetsInItsOwnVoice() {
        script.greeting = "Hello there.";
        Dialogue call = new Dialogue(script);
        call.hears("Hello there.");
        assertThat(call.conversed)
                .singleElement()
                .satisfies(asked -> assertThat(asked.instructions()).contains("word for word", "Hello there."));
        call.says("what helps now");
        call.hears(ANSWER);
        assertThat(call.conversed.getLast().messages())
                .as("it knows what it said itself")
                .isEmpty();
    }

    @Test
    void isToldToTheMillisecondHowMuchWasHeardWhenTheCallerCutsIn() {
        Dialogue call = new Dialogue(script);
        call.speaks("what helps now");
        call.listensFor(1000);
        call.speaks("no stop it please");
        call.silence(500);
        Dialogue.Cut cut = call.cuts.getFirst();
        assertThat(cut.millis()).isEqualTo(call.playedMillis(cut.turn())).isBetween(900, 1400);
        assertThat(ANSWER).startsWith(cut.text());
        assertThat(call.agentLines()).containsExactly(cut.text());
        call.listens();
        assertThat(call.callerLines()).containsExactly("what helps now", "no stop it please");
    }

    @Test
    void speaksOnAfterACough() {
        Dialogue call = new Dialogue(script);
        call.says("what helps now");
        call.listensFor(1000);
        call.coughs(120);
        call.silence(9000);
        assertThat(call.decisions()).contains("PAUSE", "RESUME").doesNotContain("CUT");
        assertThat(call.cuts).isEmpty();
        assertThat(call.agentLines()).containsExactly(ANSWER);
    }

    @Test
    void forgetsAnAnswerThatTheCallerForestalled() {
        script.dialogueTicks = 40;
        Dialogue call = new Dialogue(script);
        call.speaks("what helps");
        call.silence(560);
        call.speaks("now at night");
        assertThat(call.decisions()).contains("ANSWER", "WITHDRAW");
        call.hears(ANSWER);
        call.silence(1500);
        assertThat(call.cuts.getFirst().millis()).isZero();
        assertThat(call.callerLines()).containsExactly("what helps", "now at night");
    }

    @Test
    void runsToolsOnceAndTellsItTheResult() {
        script.spoken = news -> news.messages().stream().anyMatch(Message.ToolAnswer.class::isInstance)
                ? List.of(new ModelPiece.Text("it is booked"), done())
                : List.of(new ModelPiece.Text("one moment"), new ModelPiece.ToolRequest("c1", "book", "{}"), done());
        Dialogue call = new Dialogue(script);
        call.says("book a table");
        call.silence(5000);
        assertThat(call.takeHeard()).isEqualTo("one moment it is booked");
        assertThat(call.toolsRun).containsExactly("book {}");
        assertThat(call.conversed.getLast().messages())
                .filteredOn(Message.ToolAnswer.class::isInstance)
                .singleElement()
                .extracting(message -> ((Message.ToolAnswer) message).result())
                .isEqualTo("\"done\"");
    }

    private static ModelPiece done() {
        return new ModelPiece.Done(ModelPiece.StopReason.COMPLETE, 0, 0);
    }

    @Test
    void whereItStallsModelAndVoiceAnswerWhatItHeard() {
        script.dialogueStallsAfter = 0;
        Dialogue call = new Dialogue(script);
        call.says("what helps now");
        call.silence(6000);
        assertThat(call.takeHeard()).endsWith("You said: what helps now.");
        assertThat(call.listensOtherwise()).isTrue();
        assertThat(call.turns.getLast().mind()).isEqualTo("mind 0");
        assertThat(call.callerLines()).containsExactly("what helps now");
        call.says("and what then");
        call.hears("You said: and what then.");
    }

    @Test
    void whereItFailsInAnAnswerTheRestIsSaidByOthers() {
        script.dialogueFailsAfter = 3;
        script.mind = prompt -> List.of(
                new ModelPiece.Text(
                        prompt.instructions().contains("already said: \"certainly") ? "And so on." : "Lost."),
                done());
        Dialogue call = new Dialogue(script);
        call.says("what helps now");
        call.silence(5000);
        assertThat(call.takeHeard()).startsWith("certainly I can").endsWith("And so on.");
        assertThat(call.turns.getLast().mind()).isEqualTo("dialogue, mind 0");
        assertThat(call.ended()).isNull();
    }

    @Test
    void greetsByAVoiceWhereItDoesNot() {
        script.greeting = "Hello there.";
        script.dialogueStallsAfter = 0;
        Dialogue call = new Dialogue(script);
        call.silence(3000);
        assertThat(call.takeHeard()).isEqualTo("Hello there.");
    }

    @Test
    void aVoiceSaysTheRestOfAGreetingThatBreaksOff() {
        script.greeting = "Hello there and welcome to our house.";
        script.dialogueFailsAfter = 3;
        Dialogue call = new Dialogue(script);
        call.silence(6000);
        assertThat(call.takeHeard()).startsWith("Hello there and").endsWith("welcome to our house.");
    }

    @Test
    void isToldThatNothingWasFound() {
        script.knowledge = true;
        script.findings = new Findings(List.of(), 0.1, false);
        Dialogue call = new Dialogue(script);
        call.says("what helps now");
        call.hears(ANSWER);
        assertThat(call.conversed).singleElement().satisfies(asked -> {
            assertThat(asked.instructions())
                    .as("in place of what it was told at first")
                    .contains("Be kind.");
            assertThat(asked.findings()).isEqualTo(script.findings);
        });
    }

    @Test
    void remindsACallerWhoSaysNothing() {
        Dialogue call = new Dialogue(script);
        call.silence(12_000);
        assertThat(call.takeHeard()).isEqualTo(Phrases.of("en").reminder());
    }

    @Test
    void inABrownOutNoCallIsSilent() {
        for (int stall = 0; stall < 400; stall++) {
            Script brownOut = new Script();
            brownOut.dialogue = true;
            brownOut.minds = 2;
            brownOut.dialogueTicks = 1 + stall % 60;
            if (stall % 2 == 0) {
                brownOut.dialogueStallsAfter = stall / 2 % 5;
            } else {
                brownOut.dialogueFailsAfter = stall / 2 % 5;
            }
            Dialogue call = new Dialogue(brownOut);
            call.speaks("what helps now");
            int silence = 0;
            int longest = 0;
            for (int i = 0; i < 3000 && call.turns.isEmpty(); i++) {
                call.silence(20);
                silence = call.agentIsAudible() ? 0 : silence + 20;
                longest = Math.max(longest, silence);
            }
            assertThat(call.turns).as("stall %d", stall).isNotEmpty();
            assertThat(longest).as("stall %d", stall).isLessThanOrEqualTo(4000);
            assertThat(call.takeAllHeard()).as("stall %d", stall).isNotEmpty();
            assertThat(call.stillWorking()).as("stall %d", stall).isEmpty();
        }
    }

    @Test
    void isPlayedAgainAsItWas() {
        script.greeting = "Hello there.";
        Dialogue call = new Dialogue(script);
        call.listens();
        call.says("count to ten please");
        call.listensFor(1000);
        call.says("stop it now please");
        call.listens();
        call.hangsUp();
        Replay replay = new Replay(call.journal);
        assertThat(replay.recorded().decisions())
                .extracting(Timeline.Decided::decision)
                .contains("ANSWER", "PAUSE", "CUT");
        assertThat(replay.again().decisions()).isEqualTo(replay.recorded().decisions());
        assertThat(replay.again().agent()).isEqualTo(replay.recorded().agent());
        assertThat(replay.with(replay.settings()).decisions())
                .extracting(Timeline.Decided::decision)
                .contains("ANSWER", "CUT");
    }
}
