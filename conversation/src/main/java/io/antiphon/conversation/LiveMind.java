package io.antiphon.conversation;

import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.conversation.stage.CallEvent.Part;
import io.antiphon.conversation.stage.MindStage;
import io.antiphon.ports.knowledge.Question;
import io.antiphon.ports.mind.Prompt;
import java.util.function.Consumer;

/** What any live call finds and thinks, on virtual threads of its own; see {@link MindStage}. */
record LiveMind(MindPlugs plugs, Workers workers, Consumer<CallEvent> events) {
    void find(int turn, Question question) {
        workers.start(
                turn,
                Part.KNOWLEDGE,
                0,
                () -> events.accept(
                        new CallEvent.PassagesFound(turn, plugs.knowledge().find(question))));
    }

    void think(int turn, int attempt, Prompt prompt, int rank) {
        workers.start(
                turn,
                Part.MIND,
                attempt,
                () -> plugs.minds()
                        .get(rank)
                        .answer(prompt, piece -> events.accept(new CallEvent.ModelThought(turn, attempt, piece))));
    }
}
