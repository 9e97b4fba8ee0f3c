package io.antiphon.conversation.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.conversation.settings.AgentState;
import io.antiphon.conversation.settings.TurnTakingProfiles;
import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.ports.mind.Message;
import io.antiphon.ports.mind.ModelPiece;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An agent that takes its turns otherwise while it greets, speaks, thinks, uses a tool or is being dictated to. */
class TurnTakingProfilesTest {
    private static final String QUESTION = "what is it";
    private static final String ANSWER = "You said: what is it.";

    private static Script script(Map<AgentState, Double> knobs) {
        Script script = new Script();
        script.profiles = new TurnTakingProfiles(knobs);
        script.mindTicks = 60;
        return script;
    }

    /** A caller who has asked, and an agent that thinks about it. */
    private static Dialogue asked(Script script) {
        Dialogue call = new Dialogue(script);
        call.speaks(QUESTION);
        waitsFor(call, "ANSWER");
        return call;
    }

    private static void waitsFor(Dialogue call, String decision) {
        for (int i = 0; i < 500 && !call.decisions().contains(decision); i++) {
            call.silence(20);
        }
        assertThat(call.decisions()).contains(decision);
    }

    @Test
    void refusesWhatHasNoMeaning() {
        assertThatThrownBy(() -> new TurnTakingProfiles(Map.of(AgentState.LISTENING, 0.5)))
                .hasMessage("listening has no knob of its own");
        assertThatThrownBy(() -> new TurnTakingProfiles(Map.of(AgentState.THINKING, 1.5)))
                .hasMessage("interruption_sensitivity of thinking must lie between 0 and 1, not 1.5");
    }

    // Thinking

    @Test
    void withoutAProfileASoundTakesBackAnAnswerThatHasNotBegun() {
        Dialogue call = asked(script(Map.of()));
        call.coughs(180);
        assertThat(call.decisions()).contains("WITHDRAW").doesNotContain("PAUSE");
    }

    @Test
    void aHmDoesNotThrowAwayWhatIsBeingThought() {
        Dialogue call = asked(script(Map.of(AgentState.THINKING, 0.5)));
        call.speaks("hmm");
        call.hears(ANSWER);
        assertThat(call.decisions())
                .containsSubsequence("ANSWER", "PAUSE", "RESUME")
                .doesNotContain("WITHDRAW");
        assertThat(call.prompts).as("it was asked for once").hasSize(1);
        long resumed = call.journal.stream()
                .filter(event -> "RESUME".equals(event.details().get("decision")))
                .findFirst()
                .orElseThrow()
                .tick();
        assertThat(call.transcript.getLast().startTick())
                .as("begun when it was heard")
                .isGreaterThan(resumed);
        call.silence(3000);
        assertThat(call.callerLines()).as("and is no question").containsExactly(QUESTION);
    }

    @ParameterizedTest
    @CsvSource({"1, stop", "0.5, stop it", "0.2, please do stop"})
    void wordsTakeItBackAtOnce(double sensitivity, String words) {
        Dialogue call = asked(script(Map.of(AgentState.THINKING, sensitivity)));
        call.coughs(100);
        call.gives(new CallEvent.CallerPartial(words));
        call.silence(20);
        assertThat(call.decisions()).containsSubsequence("ANSWER", "PAUSE", "WITHDRAW");
        assertThat(call.playedFrames()).isZero();
    }

    @Test
    void oneWordTakesItBackWhenTheCallerHasSaidIt() {
        Dialogue call = asked(script(Map.of(AgentState.THINKING, 0.2)));
        call.speaks("stop");
        call.hears("You said: stop.");
        assertThat(call.decisions()).containsSubsequence("ANSWER", "PAUSE", "WITHDRAW", "ANSWER");
        assertThat(call.callerLines()).containsExactly(QUESTION, "stop");
    }

    @ParameterizedTest
    @CsvSource({"1, 400", "0.5, 700", "0.1, 940"})
    void soundWithoutWordsTakesItBackWhenItIsLongEnough(double sensitivity, int millis) {
        Dialogue shorter = asked(script(Map.of(AgentState.THINKING, sensitivity)));
        shorter.coughs(millis - 40);
        shorter.hears(ANSWER);
        assertThat(shorter.decisions()).contains("PAUSE", "RESUME").doesNotContain("WITHDRAW");
        Dialogue longer = asked(script(Map.of(AgentState.THINKING, sensitivity)));
        longer.coughs(millis + 20);
        assertThat(longer.decisions()).contains("WITHDRAW");
    }

    @Test
    void whatNeverGivesWayIsSaidFirstAndTheCallerAnsweredAfterwards() {
        Dialogue call = asked(script(Map.of(AgentState.THINKING, 0.0)));
        call.speaks("no wait stop");
        call.silence(6000);
        assertThat(call.agentLines()).containsExactly(ANSWER, "You said: no wait stop.");
        assertThat(call.decisions()).doesNotContain("WITHDRAW", "PAUSE", "CUT");
    }

    @Test
    void nothingIsSaidIntoASoundThatIsBeingWeighed() {
        Script script = script(Map.of(AgentState.THINKING, 0.2));
        script.mindTicks = 8;
        Dialogue call = asked(script);
        call.coughs(600);
        assertThat(call.decisions()).contains("PAUSE");
        assertThat(call.playedFrames()).isZero();
        call.hears(ANSWER);
    }

    @Test
    void soundsDoNotPutOffTheApologyForAnAnswerThatDoesNotCome() {
        Script script = script(Map.of(AgentState.THINKING, 0.0, AgentState.GREETING, 0.1));
        script.greeting = "Hello there.";
        script.stallingVoices.add(0);
        Dialogue call = new Dialogue(script);
        for (int second = 0; second < 9; second++) {
            call.coughs(200);
            call.silence(800);
        }
        assertThat(call.decisions()).contains("PAUSE", "RESUME");
        assertThat(call.turns).as("the greeting was given up").isNotEmpty();
    }

    // Tools

    private static Script lookup(Map<AgentState, Double> knobs) {
        Script script = script(knobs);
        script.mindTicks = 10;
        script.toolTicks = 250;
        script.mind = prompt -> prompt.messages().getLast() instanceof Message.ToolAnswer
                ? List.of(new ModelPiece.Text("It is blue."), done())
                : List.of(new ModelPiece.ToolRequest("call_0", "look_up", "{}"), done());
        return script;
    }

    private static ModelPiece done() {
        return new ModelPiece.Done(ModelPiece.StopReason.COMPLETE, 0, 0);
    }

    @Test
    void aHmDoesNotThrowAwayWhatIsBeingLookedUp() {
        Dialogue call = asked(lookup(Map.of(AgentState.USING_TOOL, 0.5)));
        call.silence(400);
        call.speaks("hmm");
        call.silence(700);
        assertThat(call.decisions()).containsSubsequence("ANSWER", "PAUSE", "RESUME");
        call.silence(2400);
        assertThat(call.takeHeard()).isEqualTo("One moment, please.");
        call.speaks("okay");
        call.hears("It is blue.");
        assertThat(call.decisions()).doesNotContain("WITHDRAW", "CUT");
        assertThat(call.prompts).hasSize(2);
    }

    @Test
    void withoutAProfileAnOkayAfterTheFillerIsAnAnswer() {
        Dialogue call = asked(lookup(Map.of()));
        call.silence(3500);
        assertThat(call.takeHeard()).isEqualTo("One moment, please.");
        call.speaks("okay");
        call.silence(700);
        assertThat(call.decisions()).contains("CUT");
    }

    @Test
    void thinkingAndToolsAreSetApart() {
        Dialogue call = asked(lookup(Map.of(AgentState.THINKING, 0.0)));
        call.silence(400);
        call.coughs(180);
        assertThat(call.decisions()).as("a tool runs").contains("WITHDRAW");
    }

    // Greeting and speaking

    @Test
    void theGreetingIsHeardOutWhereTheRestIsNot() {
        Script script = script(Map.of(AgentState.GREETING, 0.0)).answers("one two three four five six");
        script.greeting = "Welcome to the tea house my friend.";
        Dialogue call = new Dialogue(script);
        call.listensFor(400);
        call.speaks("stop it now");
        call.silence(3000);
        assertThat(call.decisions()).doesNotContain("PAUSE", "CUT");
        assertThat(call.agentLines()).first().isEqualTo("Welcome to the tea house my friend.");
        call.listensFor(400);
        call.speaks("stop it now");
        assertThat(call.decisions()).contains("CUT");
    }

    @Test
    void aSoundBeforeTheGreetingIsHeardIsWeighedByIt() {
        Script script = script(Map.of(AgentState.GREETING, 0.5));
        script.greeting = "Welcome to the tea house.";
        script.voiceTicks = 40;
        Dialogue call = new Dialogue(script);
        call.silence(100);
        call.speaks("hello");
        call.hears("Welcome to the tea house.");
        assertThat(call.decisions()).contains("PAUSE", "RESUME").doesNotContain("WITHDRAW", "CUT");
    }

    @Test
    void whatItSaysIsInterruptedByItsOwnProfile() {
        Script script = script(Map.of(AgentState.SPEAKING, 0.0)).answers("one two three four five six");
        script.greeting = "Welcome to the tea house my friend.";
        Dialogue call = new Dialogue(script);
        call.listensFor(400);
        call.says("stop it now");
        assertThat(call.decisions()).as("the greeting").contains("CUT");
        int cuts = call.decisions().size();
        call.listensFor(400);
        call.speaks("stop it now");
        assertThat(call.decisions().subList(cuts, call.decisions().size())).doesNotContain("PAUSE", "CUT");
    }

    // Collecting

    private static int waited(Dialogue call, String dictated) {
        call.listens();
        long before = answers(call);
        call.speaks(dictated);
        int waited = 0;
        while (answers(call) == before && waited < 6000) {
            call.silence(20);
            waited += 20;
        }
        return waited;
    }

    private static long answers(Dialogue call) {
        return call.decisions().stream().filter("ANSWER"::equals).count();
    }

    @ParameterizedTest
    @CsvSource({"-1, 2500", "0.5, 3250", "0, 4000"})
    void someoneWhoDictatesIsWaitedForAsTheProfileSays(double responsiveness, int millis) {
        Script script = script(responsiveness < 0 ? Map.of() : Map.of(AgentState.COLLECTING, responsiveness));
        script.greeting = "What is your phone number?";
        Dialogue call = new Dialogue(script);
        assertThat(waited(call, "nine eight seven six")).isBetween(millis - 60, millis + 60);
        call.listens();
        assertThat(waited(call, "what is it then please tell"))
                .as("nothing is asked for any more")
                .isLessThan(700);
    }

    @Test
    void aYesIsNotDictated() {
        Script script = script(Map.of(AgentState.COLLECTING, 0.0));
        script.greeting = "Is that right?";
        assertThat(waited(new Dialogue(script), "it could be this")).isLessThan(600);
    }

    @Test
    void aFixedSilenceGivesWayToIt() {
        Script fixed = script(Map.of());
        fixed.greeting = "What is your phone number?";
        fixed.endpointing = 600;
        assertThat(waited(new Dialogue(fixed), "nine eight seven six")).isBetween(540, 660);
        Script patient = script(Map.of(AgentState.COLLECTING, 1.0));
        patient.greeting = "What is your phone number?";
        patient.endpointing = 600;
        assertThat(waited(new Dialogue(patient), "nine eight seven six")).isBetween(2440, 2560);
    }
}
