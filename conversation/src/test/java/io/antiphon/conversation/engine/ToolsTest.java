package io.antiphon.conversation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.ports.mind.Message;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.Prompt;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a caller wants done is done once, and they are told. */
class ToolsTest {
    private final Script script = new Script();

    private static List<ModelPiece> books() {
        return List.of(
                new ModelPiece.ToolRequest("call_0", "book", "{\"at\": 8}"),
                new ModelPiece.Done(ModelPiece.StopReason.TOOLS, 0, 0));
    }

    private static List<ModelPiece> says(String text) {
        return List.of(new ModelPiece.Text(text), new ModelPiece.Done(ModelPiece.StopReason.COMPLETE, 0, 0));
    }

    private static boolean knowsResult(Prompt prompt) {
        return prompt.messages().stream()
                .anyMatch(message -> message instanceof Message.ToolAnswer answer
                        && answer.result().equals("\"done\""));
    }

    @Test
    void aSecondMindThatWantsTheSameDoesNotBookTwice() {
        script.minds = 2;
        script.mindStallsAfter = 1;
        script.toolTicks = 250;
        script.mind = prompt -> knowsResult(prompt) ? says("Booked.") : books();
        Dialogue call = new Dialogue(script);
        call.says("book a table please");
        call.silence(12_000);
        assertThat(call.toolsRun).containsExactly("book {\"at\": 8}");
        assertThat(call.takeHeard()).endsWith("Booked.");
    }

    @Test
    void aCallerWhoAsksAgainWhileItRunsIsNotBookedTwice() {
        script.toolTicks = 600;
        script.mind = prompt -> knowsResult(prompt) ? says("Booked.") : books();
        Dialogue call = new Dialogue(script);
        call.says("book a table please");
        call.says("have you booked that table");
        call.silence(15_000);
        assertThat(call.toolsRun).hasSize(1);
        assertThat(call.takeHeard()).endsWith("Booked.");
    }

    @Test
    void theSameWishAfterItsResultIsAWishAnew() {
        script.mind = prompt -> prompt.messages().getLast() instanceof Message.ToolAnswer ? says("Booked.") : books();
        Dialogue call = new Dialogue(script);
        call.says("book a table please");
        call.hears("Booked.");
        call.says("book another one please");
        call.hears("Booked.");
        assertThat(call.toolsRun).hasSize(2);
    }

    @Test
    void aResultThatComesAfterItsTurnIsToldOfItself() {
        script.toolTicks = 500;
        script.mind = prompt -> {
            if (knowsResult(prompt)) {
                return says("By the way, it is booked.");
            }
            return Script.lastCaller(prompt).startsWith("book") ? books() : says("I am still at it.");
        };
        Dialogue call = new Dialogue(script);
        call.says("book a table please");
        call.says("how long will it take");
        call.silence(12_000);
        assertThat(call.takeHeard()).endsWith("By the way, it is booked.");
        assertThat(call.toolsRun).hasSize(1);
    }

    @Test
    void aResultThatComesTwiceIsTakenOnce() {
        script.twice = true;
        script.mind = prompt -> knowsResult(prompt) ? says("Booked.") : books();
        Dialogue call = new Dialogue(script);
        call.says("book a table please");
        call.hears("Booked.");
        assertThat(call.shown)
                .filteredOn(io.antiphon.ports.line.Notice.ToolRan.class::isInstance)
                .hasSize(1);
    }
}
