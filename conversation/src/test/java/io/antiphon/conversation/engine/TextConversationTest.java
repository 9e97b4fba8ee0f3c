package io.antiphon.conversation.engine;

import static io.antiphon.conversation.engine.Correspondence.done;
import static io.antiphon.conversation.engine.Correspondence.settings;
import static io.antiphon.conversation.engine.Correspondence.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.conversation.settings.Phrases;
import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.ports.journal.TranscriptEntry;
import io.antiphon.ports.journal.TranscriptEntry.Role;
import io.antiphon.ports.journal.TurnRecord;
import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.mind.Message;
import io.antiphon.ports.mind.ModelPiece.ToolRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A talk that somebody else hears and speaks. */
class TextConversationTest {
    private static final ToolRequest LOOK_UP = new ToolRequest("1", "look_up", "{}");

    private final Correspondence call = new Correspondence(settings("Hello, this is Asha.", false, "first", "second"));

    private Correspondence greeted() {
        call.agent("Hello, this is Asha.");
        call.given.clear();
        return call;
    }

    @Test
    void greetsFirst() {
        assertThat(call.given).containsExactly("0: Hello, this is Asha.", "0: .");
    }

    @Test
    void leavesTheFirstWordToTheCallerWhereThereIsNoGreeting() {
        assertThat(new Correspondence(settings(null, false, "first")).given).containsExactly("0: .");
    }

    @Test
    void answersSentenceBySentence() {
        greeted().caller("When do you open?").wants(1);
        call.thinks(text("We open at "), text("nine. Come "));
        assertThat(call.given).containsExactly("1: We open at nine.");
        call.thinks(text("in."), done());
        assertThat(call.given).containsExactly("1: We open at nine.", "1: Come in.", "1: .");
        assertThat(call.asked.getLast().prompt().messages())
                .containsExactly(
                        new Message.Agent("Hello, this is Asha.", List.of()), new Message.Caller("When do you open?"));
    }

    @Test
    void looksUpFirstWhatItKnows() {
        var knowing = new Correspondence(settings(null, true, "first"));
        knowing.caller("When do you open?").wants(1);
        assertThat(knowing.asked).isEmpty();
        assertThat(knowing.questions)
                .singleElement()
                .satisfies(question -> assertThat(question.text()).isEqualTo("When do you open?"));
        knowing.finds(Findings.none());
        assertThat(knowing.asked).hasSize(1);
    }

    @Test
    void goesOnWithoutKnowledgeThatDoesNotCome() {
        var knowing = new Correspondence(settings(null, true, "first"));
        knowing.caller("When do you open?").wants(1).after(1.1);
        assertThat(knowing.asked).hasSize(1);
    }

    @Test
    void givesNothingMoreForARequestThatIsOver() {
        greeted().caller("When do").wants(1);
        var stale = call.asked.getLast();
        call.thinks(text("We open at nine. "));
        call.callerCorrects("When do you close?").wants(2);
        assertThat(call.given).as("whoever still thinks is told to stop").endsWith("stops " + stale.turn());
        call.given.clear();
        call.thinks(stale, text("Come in. "), done());
        assertThat(call.given).isEmpty();
        call.thinks(text("At five."), done());
        assertThat(call.given).containsExactly("2: At five.", "2: .");
        assertThat(call.asked.getLast().prompt().messages().getLast())
                .isEqualTo(new Message.Caller("When do you close?"));
    }

    @Test
    void recordsWhatWasHeardAndNotWhatWasGiven() {
        greeted().caller("Count to ten.").wants(1);
        call.thinks(text("One two three four five six."), done());
        call.agent("One two three").caller("Stop.").wants(2);
        assertThat(call.journal.lines(Role.ASSISTANT)).containsExactly("Hello, this is Asha.", "One two three");
        assertThat(call.journal.turns.getLast().spoken()).isEqualTo("One two three");
        assertThat(call.journal.turns.getLast().interrupted()).isTrue();
        assertThat(call.asked.getLast().prompt().messages())
                .contains(new Message.Agent("One two three", List.of()))
                .doesNotContain(new Message.Agent("One two three four five six.", List.of()));
    }

    @Test
    void writesEachTurnOnce() {
        greeted().caller("Yes").wants(1);
        call.thinks(text("Fine."), done());
        call.callerCorrects("Yes, please go on").wants(2);
        call.thinks(text("So I will."), done());
        call.agent("So I will.").caller("Bye").happens(new CallEvent.CallerHungUp());
        assertThat(call.journal.turns).extracting(TurnRecord::number).containsExactly(0, 1);
        assertThat(call.journal.lines(Role.USER)).containsExactly("Yes, please go on", "Bye");
        assertThat(call.journal.lines(Role.ASSISTANT)).containsExactly("Hello, this is Asha.", "So I will.");
        assertThat(call.journal.ended).isEqualTo("user_hangup");
    }

    @Test
    void numbersTheFirstTurnOnceWhereTheCallerBeginsAndGoesOn() {
        var waiting = new Correspondence(settings(null, false, "first"));
        waiting.caller("I have").wants(1).callerCorrects("I have a question").wants(2);
        waiting.thinks(text("Please."), done());
        waiting.agent("Please.").happens(new CallEvent.CallerHungUp());
        assertThat(waiting.journal.turns).extracting(TurnRecord::heard).containsExactly("I have a question");
    }

    @Test
    void takesAnAnswerThatIsToldInTwoPiecesForWhole() {
        greeted().caller("Count to four.").wants(1);
        call.thinks(text("One two. Three four."), done());
        call.agent("One two.").agent("Three four.").happens(new CallEvent.CallerHungUp());
        assertThat(call.journal.transcript)
                .extracting(TranscriptEntry::interrupted)
                .containsOnly(false);
        assertThat(call.journal.turns.getLast().interrupted()).isFalse();
    }

    @Test
    void runsAToolAndGoesOn() {
        greeted().caller("Is it free?").wants(1);
        call.thinks(text("Let me see. "), LOOK_UP, done());
        assertThat(call.given).containsExactly("1: Let me see.", "runs look_up");
        call.gives(call.runs.getLast(), "free");
        assertThat(call.asked.getLast().prompt().messages().getLast())
                .isEqualTo(new Message.ToolAnswer(call.runs.getLast().id(), "look_up", "free"));
        call.thinks(text("It is free."), done());
        assertThat(call.given).endsWith("gives free", "1: It is free.", "1: .");
    }

    @Test
    void keepsWhatAToolGaveWhenTheFarEndTellsTheTalkAnew() {
        greeted().caller("Is it free?").wants(1);
        call.thinks(LOOK_UP, done()).gives(call.runs.getLast(), "free");
        call.thinks(text("It is."), done());
        call.agent("It is.").caller("Thanks").wants(2);
        assertThat(call.asked.getLast().prompt().messages())
                .extracting(message -> message.getClass().getSimpleName())
                .containsExactly("Agent", "Caller", "Agent", "ToolAnswer", "Agent", "Caller");
    }

    @Test
    void runsTheSameWishOnceThoughItsTurnWasCutOff() {
        greeted().caller("Book it").wants(1);
        call.thinks(LOOK_UP, done());
        call.callerCorrects("Book it please").wants(2);
        call.thinks(LOOK_UP, done());
        assertThat(call.runs).hasSize(1);
        call.gives(call.runs.getLast(), "booked");
        call.thinks(text("Booked."), done());
        assertThat(call.given).endsWith("2: Booked.", "2: .");
    }

    @Test
    void tellsWhatAToolGaveAfterItsTurn() {
        greeted().caller("Is it free?").wants(1);
        call.thinks(LOOK_UP, done());
        call.caller("Hello?").wants(2);
        call.thinks(text("I am here."), done());
        call.gives(call.runs.getLast(), "free").after(1);
        assertThat(call.asked).hasSize(2);
        call.after(3);
        call.thinks(text("It is free."), done());
        assertThat(call.given).endsWith("!1: It is free.", "!1: .");
    }

    @Test
    void asksASecondMindBeforeTheFirstIsGivenUp() {
        greeted().caller("Hello").wants(1).after(1.6);
        assertThat(call.asked).extracting(Correspondence.Asked::rank).containsExactly(0, 1);
        call.thinks(text("Hello."), done());
        assertThat(call.given).contains("1: Hello.");
    }

    @Test
    void asksTheNextMindWhenOneFails() {
        greeted().caller("Hello").wants(1).fails(call.asked.getLast());
        assertThat(call.asked).hasSize(2);
        call.fails(call.asked.getLast());
        assertThat(call.given).last().isEqualTo("1: .");
        assertThat(call.given.get(call.given.size() - 2))
                .isEqualTo("1: " + Phrases.of("en-IN").apology());
    }

    @Test
    void saysThatItTakesAMomentAndNeverFallsSilent() {
        greeted().caller("Hello").wants(1).after(1.6);
        assertThat(call.given).contains("1: " + Phrases.of("en-IN").filler());
        call.after(7);
        assertThat(call.given).endsWith("1: " + Phrases.of("en-IN").apology(), "1: .");
    }

    @Test
    void apologisesForAnAnswerOfNoWords() {
        greeted().caller("Hello").wants(1).thinks(done());
        assertThat(call.given).containsExactly("1: " + Phrases.of("en-IN").apology(), "1: .");
    }

    @Test
    void asksAgainWhereNoWordWasUnderstood() {
        greeted().caller("(unintelligible audio)").wants(1);
        assertThat(call.answer(1)).isEqualTo(Phrases.of("en-IN").again());
        assertThat(call.asked).isEmpty();
    }

    @Test
    void remindsOnceAndThenSaysGoodbye() {
        greeted().wantsReminder(1);
        assertThat(call.given).containsExactly("1: " + Phrases.of("en-IN").reminder(), "1: .");
        call.agent(Phrases.of("en-IN").reminder()).wantsReminder(2);
        assertThat(call.given).endsWith("2: . End.");
        call.happens(new CallEvent.CallerHungUp());
        assertThat(call.journal.ended).isEqualTo("inactivity");
    }

    @Test
    void endsTheCallWhenTheModelWantsItAndHasBeenHeard() {
        greeted().caller("Bye").wants(1);
        call.thinks(text("Goodbye."), new ToolRequest("1", Composing.END_CALL, "{}"), done());
        assertThat(call.given).containsExactly("1: Goodbye.", "1: . End.");
        assertThat(call.isOver()).isFalse();
        call.agent("Goodbye.").happens(new CallEvent.CallerHungUp());
        assertThat(call.journal.ended).isEqualTo("agent_hangup");
    }

    @Test
    void goesOnWhenTheCallerSpeaksBeforeTheEnd() {
        greeted().caller("Bye").wants(1);
        call.thinks(text("Goodbye."), new ToolRequest("1", Composing.END_CALL, "{}"), done());
        call.caller("Oh wait, when do you open?").wants(2);
        call.thinks(text("At nine."), done()).after(25);
        assertThat(call.hungUp).isNull();
        assertThat(call.isOver()).isFalse();
    }

    @Test
    void hangsUpItselfWhereTheFarEndDoesNot() {
        greeted().caller("Bye").wants(1);
        call.thinks(new ToolRequest("1", Composing.END_CALL, "{}"), done()).after(21);
        assertThat(call.hungUp).isEqualTo("agent_hangup");
        assertThat(call.journal.ended).isEqualTo("agent_hangup");
    }

    @Test
    void saysWhatAnOperatorSays() {
        greeted().caller("Hello").wants(1).happens(new CallEvent.OperatorSaid("A nurse will call you."));
        assertThat(call.given).endsWith("!1: A nurse will call you.", "!1: .");
        call.agent("A nurse will call you.").caller("Thanks").wants(2);
        assertThat(call.journal.lines(Role.OPERATOR)).containsExactly("A nurse will call you.");
        assertThat(call.asked.getLast().prompt().instructions()).contains("human colleague");
    }

    @Test
    void endsWhenAskedTo() {
        greeted().happens(new CallEvent.EndRequested("operator_ended"));
        assertThat(call.given).endsWith("!1: . End.");
        call.happens(new CallEvent.CallerHungUp());
        assertThat(call.journal.ended).isEqualTo("operator_ended");
    }

    @Test
    void endsAfterItsLongestTime() {
        greeted().after(3600);
        assertThat(call.given).endsWith("!1: . End.").contains("!1: Goodbye.");
    }
}
