package io.antiphon.conversation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.conversation.replay.Replay;
import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.ports.journal.TranscriptEntry;
import io.antiphon.ports.mind.Message;
import org.junit.jupiter.api.Test;

/** A person of ours who speaks with the agent's voice. */
class OperatorTest {
    private final Script script = new Script().answers("one two three four five six seven eight");

    private static CallEvent says(String text) {
        return new CallEvent.OperatorSaid(text);
    }

    @Test
    void isHeardInPlaceOfTheAgent() {
        Dialogue call = new Dialogue(script);
        call.says("count to ten please");
        call.listensFor(1000);
        call.gives(says("A nurse will call you back."));
        assertThat(call.listens()).endsWith("A nurse will call you back.");
        assertThat(call.transcript)
                .filteredOn(entry -> entry.role() == TranscriptEntry.Role.OPERATOR)
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.text()).isEqualTo("A nurse will call you back.");
                    assertThat(entry.interrupted()).isFalse();
                });
        assertThat(call.transcript)
                .filteredOn(entry -> entry.role() == TranscriptEntry.Role.ASSISTANT)
                .last()
                .satisfies(entry -> assertThat(entry.interrupted()).isTrue());
    }

    @Test
    void endsTheCallWithoutBlamingTheCaller() {
        Dialogue call = new Dialogue(script);
        call.says("count to ten please");
        call.listensFor(1000);
        call.gives(new CallEvent.EndRequested("operator_ended"));
        call.silence(8000);
        assertThat(call.agentLines().getLast()).endsWith("Goodbye.").doesNotContain("cannot hear");
        assertThat(call.ended()).isEqualTo("operator_ended");
    }

    @Test
    void isNotInterrupted() {
        Dialogue call = new Dialogue(script);
        call.silence(1000);
        call.gives(says("This must be said before we go on with anything else today."));
        call.listensFor(1000);
        call.says("no wait stop");
        call.silence(8000);
        assertThat(call.transcript).anySatisfy(entry -> {
            assertThat(entry.role()).isEqualTo(TranscriptEntry.Role.OPERATOR);
            assertThat(entry.text()).isEqualTo("This must be said before we go on with anything else today.");
        });
    }

    @Test
    void doesNotSpeakOverTheCaller() {
        Dialogue call = new Dialogue(script);
        call.silence(1000);
        call.speaks("well you see my mother has been");
        call.gives(says("I am listening."));
        call.speaks("coughing all night");
        assertThat(call.takeHeard()).as("while the caller speaks").isEmpty();
        call.silence(6000);
        assertThat(call.transcript)
                .first()
                .satisfies(entry -> assertThat(entry.role()).isEqualTo(TranscriptEntry.Role.USER));
        assertThat(call.transcript.get(1).text()).isEqualTo("I am listening.");
    }

    @Test
    void isKnownToTheModelAsSomebodyElse() {
        Dialogue call = new Dialogue(script);
        call.silence(1000);
        call.gives(says("You will get it free of charge."));
        call.listens();
        call.says("what does it cost");
        call.listens();
        var prompt = call.prompts.getLast();
        assertThat(prompt.messages())
                .anyMatch(message -> message instanceof Message.Agent agent
                        && agent.text().equals("You will get it free of charge."));
        assertThat(prompt.instructions()).contains("a human colleague").contains("You will get it free of charge.");
    }

    @Test
    void isPlayedAgainAsItWas() {
        Dialogue call = new Dialogue(script);
        call.says("count to ten please");
        call.listensFor(800);
        call.gives(says("Just a moment."));
        call.listens();
        call.hangsUp();
        Replay replay = new Replay(call.journal);
        assertThat(replay.again().decisions()).isEqualTo(replay.recorded().decisions());
        assertThat(replay.again().agent()).isEqualTo(replay.recorded().agent());
    }
}
