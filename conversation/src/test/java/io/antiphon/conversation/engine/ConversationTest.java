package io.antiphon.conversation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.conversation.settings.CallSettings;
import io.antiphon.conversation.settings.Phrases;
import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.ports.journal.TranscriptEntry;
import io.antiphon.ports.mind.Message;
import io.antiphon.ports.mind.ModelPiece;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationTest {
    private final Script script = new Script();

    @Test
    void greetsFirst() {
        script.greeting = "Hello there. How can I help?";
        Dialogue call = new Dialogue(script);
        call.hears("Hello there. How can I help?");
        assertThat(call.agentLines()).containsExactly("Hello there. How can I help?");
    }

    @Test
    void waitsForTheCallerWhenItHasNoGreeting() {
        Dialogue call = new Dialogue(script);
        call.silence(3000);
        assertThat(call.playedFrames()).isZero();
        call.says("good morning");
        call.hears("You said: good morning.");
    }

    @Test
    void answersWhatWasSaid() {
        Dialogue call = new Dialogue(script);
        call.says("what is palliative care");
        call.hears("You said: what is palliative care.");
        assertThat(call.callerLines()).containsExactly("what is palliative care");
        assertThat(call.agentLines()).containsExactly("You said: what is palliative care.");
        assertThat(call.turns).hasSize(1);
        assertThat(call.turns.getFirst().interrupted()).isFalse();
    }

    @Test
    void speaksTheFirstSentenceWhileTheModelStillThinks() {
        script.mind = prompt -> List.of(
                new ModelPiece.Text("First things first. "),
                new ModelPiece.Text("Then "),
                new ModelPiece.Text("the second. "),
                new ModelPiece.Done(ModelPiece.StopReason.COMPLETE, 0, 0));
        Dialogue call = new Dialogue(script);
        call.says("tell me");
        call.hears("First things first. Then the second.");
    }

    @Test
    void keepsOnlyWhatWasHeardWhenTheCallerCutsIn() {
        script.answers("one two three four five six seven eight nine ten");
        Dialogue call = new Dialogue(script);
        call.says("count to ten please");
        call.listensFor(1300);
        call.speaks("stop it now");
        assertThat(call.agentIsAudible()).isFalse();
        call.silence(100);
        String heard = call.takeHeard();
        assertThat(call.agentLines()).containsExactly(heard);
        assertThat(heard).startsWith("one two").doesNotContain("eight");
        assertThat(call.transcript.stream()
                        .filter(entry -> entry.role() == TranscriptEntry.Role.ASSISTANT)
                        .allMatch(TranscriptEntry::interrupted))
                .isTrue();
    }

    @Test
    void tellsTheModelOnlyWhatWasHeard() {
        script.answers("one two three four five six seven eight nine ten");
        Dialogue call = new Dialogue(script);
        call.says("count to ten please");
        call.listensFor(1300);
        call.says("stop it now");
        call.listens();
        String heard = call.agentLines().getFirst();
        assertThat(call.prompts.getLast().messages())
                .containsExactly(
                        new Message.Caller("count to ten please"),
                        new Message.Agent(heard, List.of()),
                        new Message.Caller("stop it now"));
    }

    @Test
    void stopsWithinATenthOfASecondOfSpeech() {
        script.answers("one two three four five six seven eight nine ten");
        Dialogue call = new Dialogue(script);
        call.says("count to ten please");
        call.listensFor(1000);
        call.coughs(140);
        assertThat(call.agentIsAudible()).isFalse();
    }

    @Test
    void speaksOnAfterACough() {
        script.answers("one two three four five six seven eight nine ten");
        Dialogue call = new Dialogue(script);
        call.says("count to ten please");
        call.listensFor(1000);
        call.coughs(160);
        call.listens();
        assertThat(call.agentLines()).containsExactly("one two three four five six seven eight nine ten");
        assertThat(call.turns).hasSize(1);
    }

    @Test
    void speaksOnAfterABackchannel() {
        script.answers("one two three four five six seven eight nine ten eleven twelve");
        Dialogue call = new Dialogue(script);
        call.says("count to twelve please");
        call.listensFor(1000);
        call.speaks("uh-huh");
        call.listens();
        assertThat(call.agentLines()).containsExactly("one two three four five six seven eight nine ten eleven twelve");
    }

    @Test
    void isNeverInterruptedWhenToldSo() {
        script.sensitivity = 0;
        script.answers("one two three four five six seven eight nine ten");
        Dialogue call = new Dialogue(script);
        call.says("count to ten please");
        call.listensFor(1000);
        call.speaks("stop it now");
        call.listens();
        assertThat(call.agentLines()).contains("one two three four five six seven eight nine ten");
    }

    @Test
    void takesTheAnswerBackWhenTheCallerGoesOn() {
        script.mindTicks = 100;
        Dialogue call = new Dialogue(script);
        call.speaks("how do I help my mother");
        call.silence(900);
        call.says("with her pain");
        call.listens();
        assertThat(call.prompts.getLast().messages())
                .containsExactly(new Message.Caller("how do I help my mother"), new Message.Caller("with her pain"));
        assertThat(call.questions).isEmpty();
    }

    @Test
    void stillAnswersWhenACoughCameBeforeTheAnswer() {
        script.mindTicks = 60;
        Dialogue call = new Dialogue(script);
        call.speaks("what helps against nausea");
        call.silence(700);
        call.coughs(220);
        call.hears("You said: what helps against nausea.");
    }

    @Test
    void waitsForACallerWhoPausesInsideASentence() {
        Dialogue call = new Dialogue(script);
        call.speaks("I want to ask about");
        call.silence(1000);
        call.says("the medicine");
        call.hears("You said: I want to ask about the medicine.");
    }

    @Test
    void answersOnceWhenTheFinalWordsComeTooLate() {
        script.earTicks = 150;
        Dialogue call = new Dialogue(script);
        call.says("what is palliative care good for");
        call.silence(6000);
        assertThat(call.callerLines()).hasSize(1);
        assertThat(call.turns)
                .singleElement()
                .satisfies(turn -> assertThat(turn.interrupted()).isFalse());
        call.says("and who gives it to people");
        call.silence(6000);
        assertThat(call.callerLines()).hasSize(2);
        assertThat(call.callerLines().getLast()).startsWith("and who gives").doesNotContain("palliative");
    }

    @Test
    void asksAgainWhenNoWordWasUnderstood() {
        Dialogue call = new Dialogue(script);
        call.coughs(1000);
        call.hears(Phrases.of("en").again());
    }

    @Test
    void asksWhetherTheCallerIsStillThereAndThenEndsTheCall() {
        script.limits = new CallSettings.Limits(0, 5000, 1, 12_000, 600_000);
        Dialogue call = new Dialogue(script);
        call.hears(Phrases.of("en").reminder());
        call.hears(Phrases.of("en").goodbye());
        assertThat(call.ended()).isEqualTo("inactivity");
        assertThat(call.hungUp).isEqualTo("inactivity");
    }

    @Test
    void endsACallThatHasReachedItsLongestDuration() {
        script.limits = new CallSettings.Limits(0, 10_000, 1, 600_000, 20_000);
        Dialogue call = new Dialogue(script);
        call.says("hello hello");
        call.listens();
        call.silence(30_000);
        assertThat(call.agentLines().getLast()).isEqualTo(Phrases.of("en").timeUp());
        assertThat(call.ended()).isEqualTo("max_duration_reached");
    }

    @Test
    void saysGoodbyeToItsEndAndThenHangsUp() {
        script.mind = prompt -> List.of(
                new ModelPiece.Text("Goodbye and take care."),
                new ModelPiece.ToolRequest("1", Composing.END_CALL, "{}"),
                new ModelPiece.Done(ModelPiece.StopReason.TOOLS, 0, 0));
        Dialogue call = new Dialogue(script);
        call.says("thank you goodbye");
        call.hears("Goodbye and take care.");
        assertThat(call.hungUp).isEqualTo("agent_hangup");
        assertThat(call.toolsRun).isEmpty();
    }

    @Test
    void writesDownTheLastWordsOfACallerWhoHangsUpWhileSpeaking() {
        Dialogue call = new Dialogue(script);
        call.speaks("please tell my sister");
        call.hangsUp();
        assertThat(call.callerLines()).containsExactly("please tell my sister");
        assertThat(call.ended()).isEqualTo("user_hangup");
    }

    @Test
    void givesUpOnLastWordsThatDoNotCome() {
        script.deafToFinish = true;
        Dialogue call = new Dialogue(script);
        call.speaks("please tell my sister");
        call.silence(160);
        call.gives(new CallEvent.CallerHungUp());
        call.gives(new CallEvent.LastWordsOverdue());
        assertThat(call.callerLines()).containsExactly("please tell my sister");
        assertThat(call.ended()).isEqualTo("user_hangup");
    }

    @Test
    void waitsForARecogniserThatIsLateButGetsOn() {
        script.earTicks = 160;
        Dialogue call = new Dialogue(script);
        call.speaks("how can i ease her breathlessness in the night");
        call.silence(9000);
        assertThat(call.callerLines()).containsExactly("how can i ease her breathlessness in the night");
    }

    @Test
    void asksTheSecondMindWhenTheFirstFails() {
        script.minds = 2;
        script.failingMinds.add(0);
        Dialogue call = new Dialogue(script);
        call.says("hello you there");
        call.hears("You said: hello you there.");
    }

    @Test
    void apologisesWhenNoMindAnswers() {
        script.failingMinds.add(0);
        Dialogue call = new Dialogue(script);
        call.says("hello you there");
        call.hears(Phrases.of("en").apology());
    }

    @Test
    void saysThatItTakesAMomentAndThenApologisesWhenAMindStalls() {
        script.stallingMinds.add(0);
        Dialogue call = new Dialogue(script);
        call.says("hello you there");
        call.silence(16_000);
        assertThat(call.takeHeard())
                .isEqualTo(Phrases.of("en").filler() + " " + Phrases.of("en").apology());
    }

    @Test
    void speaksWithTheSecondVoiceWhenTheFirstFails() {
        script.voices = 2;
        script.failingVoices.add(0);
        Dialogue call = new Dialogue(script);
        call.says("hello you there");
        call.hears("You said: hello you there.");
    }

    @Test
    void comesBackToTheCallerWhenNoVoiceSounds() {
        script.failingVoices.add(0);
        Dialogue call = new Dialogue(script);
        call.says("hello you there");
        call.silence(1000);
        script.failingVoices.clear();
        call.says("are you there now");
        call.hears("You said: are you there now.");
    }

    @Test
    void tellsTheModelWhatAToolGaveAndSpeaksItsAnswer() {
        script.mind = prompt -> prompt.messages().getLast() instanceof Message.ToolAnswer
                ? List.of(new ModelPiece.Text("It is done."), new ModelPiece.Done(ModelPiece.StopReason.COMPLETE, 0, 0))
                : List.of(
                        new ModelPiece.Text("Let me see."),
                        new ModelPiece.ToolRequest("a", "book", "{}"),
                        new ModelPiece.Done(ModelPiece.StopReason.TOOLS, 0, 0));
        Dialogue call = new Dialogue(script);
        call.says("book a table please");
        call.hears("Let me see. It is done.");
        assertThat(call.toolsRun).containsExactly("book {}");
    }

    @Test
    void keepsAToolsResultWhenTheCallerCutsIn() {
        script.toolTicks = 150;
        script.mind = prompt -> prompt.messages().getLast() instanceof Message.Caller(String text)
                        && text.startsWith("book")
                ? List.of(
                        new ModelPiece.Text("Let me see what there is for you tonight at eight."),
                        new ModelPiece.ToolRequest("a", "book", "{}"),
                        new ModelPiece.Done(ModelPiece.StopReason.TOOLS, 0, 0))
                : List.of(new ModelPiece.Text("All right."), new ModelPiece.Done(ModelPiece.StopReason.COMPLETE, 0, 0));
        Dialogue call = new Dialogue(script);
        call.says("book a table please");
        call.listensFor(800);
        call.says("wait a moment please");
        call.listens();
        call.silence(2000);
        call.says("what about my table");
        call.listens();
        assertThat(call.toolsRun).containsExactly("book {}");
        assertThat(call.prompts.getLast().messages())
                .anySatisfy(message -> assertThat(message)
                        .isInstanceOfSatisfying(
                                Message.ToolAnswer.class,
                                answer -> assertThat(answer.result()).isEqualTo("\"done\"")));
    }

    @Test
    void givesTimeToSomeoneWhoDictates() {
        script.greeting = "What is your phone number?";
        Dialogue call = new Dialogue(script);
        call.listens();
        call.speaks("nine eight seven six five");
        call.silence(2000);
        call.says("four three two one zero");
        call.hears("You said: nine eight seven six five four three two one zero.");
    }

    @Test
    void learnsThatACallerPausesForLong() {
        script.habits = new CallSettings.Habits(0, true, false, false, 6000, List.of());
        Dialogue call = new Dialogue(script);
        for (int i = 0; i < 3; i++) {
            call.speaks("there is a thing and");
            call.silence(1000);
            call.says("it is this one please thank you");
            call.listens();
        }
        call.speaks("there is a thing");
        call.silence(900);
        assertThat(call.playedFrames()).as("nobody has cut in").isEqualTo(call.recordedAgentFrames());
        call.says("like that");
        call.hears("You said: there is a thing like that.");
    }

    @Test
    void aDisclosureIsHeardToItsEndAndWhatWasSaidOverItIsAnswered() {
        script.greeting = "This call is recorded for your safety and ours.";
        script.habits = new CallSettings.Habits(0, false, true, false, 6000, List.of());
        Dialogue call = new Dialogue(script);
        call.listensFor(500);
        call.speaks("what helps with pain");
        call.listens();
        call.silence(2000);
        assertThat(call.agentLines())
                .containsExactly("This call is recorded for your safety and ours.", "You said: what helps with pain.");
    }

    @Test
    void showsALongSpeakerThatItListensAndWritesThatDown() {
        script.habits = new CallSettings.Habits(0, false, false, true, 3000, List.of("Mm-hm."));
        Dialogue call = new Dialogue(script);
        call.speaks("my mother has been in pain for three days now and");
        call.silence(700);
        call.says("I do not know what to do");
        call.listens();
        assertThat(call.agentLines())
                .containsExactly(
                        "Mm-hm.",
                        "You said: my mother has been in pain for three days now and I do not know what to do.");
        assertThat(call.callerLines()).hasSize(1);
    }

    @Test
    void recordsExactlyWhatWasPlayed() {
        script.answers("one two three four five six seven eight nine ten");
        Dialogue call = new Dialogue(script);
        call.says("count to ten please");
        call.listensFor(1000);
        call.says("stop it now");
        call.listens();
        call.hangsUp();
        assertThat(call.recordedAgentFrames()).isEqualTo(call.playedFrames());
    }

    @Test
    void endsOnceWhateverHappensAfterwards() {
        Dialogue call = new Dialogue(script);
        call.says("hello you there");
        call.hangsUp();
        call.gives(new CallEvent.LineLost("closed"));
        call.gives(new CallEvent.CallerHungUp());
        assertThat(call.ended()).isEqualTo("user_hangup");
    }

    @Test
    void decidesTheSameTwice() {
        assertThat(journalOfACall()).isEqualTo(journalOfACall());
    }

    private List<String> journalOfACall() {
        Script same = new Script().answers("one two three four five six seven eight nine ten");
        Dialogue call = new Dialogue(same);
        call.says("count to ten please");
        call.listensFor(1000);
        call.says("stop it now");
        call.listens();
        call.hangsUp();
        return call.journal.stream().map(Object::toString).toList();
    }
}
