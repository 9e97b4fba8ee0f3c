package io.antiphon.conversation.journal;

import io.antiphon.conversation.stage.CallEvent.Part;
import io.antiphon.conversation.stage.MindStage;
import io.antiphon.ports.journal.CallJournal;
import io.antiphon.ports.knowledge.Question;
import io.antiphon.ports.mind.Message;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.Prompt;

/** A stage on which every request to find, to think and to act is journaled. */
interface MindWitness extends MindStage {
    MindStage stage();

    Journaling journaling();

    @Override
    default void find(int turn, Question question) {
        journaling().asked(Part.KNOWLEDGE, turn, 0, 0, question.text());
        stage().find(turn, question);
    }

    @Override
    default void think(int turn, int attempt, Prompt prompt, int rank) {
        journaling().asked(Part.MIND, turn, attempt, rank, lastSaid(prompt));
        stage().think(turn, attempt, prompt, rank);
    }

    /** The caller's last words in a prompt; empty where it holds none. */
    static String lastSaid(Prompt prompt) {
        for (Message message : prompt.messages().reversed()) {
            if (message instanceof Message.Caller(String text)) {
                return text;
            }
        }
        return "";
    }

    @Override
    default void run(int turn, ModelPiece.ToolRequest request) {
        journaling().started(turn, request);
        stage().run(turn, request);
    }

    @Override
    default void cancel(int turn) {
        stage().cancel(turn);
    }

    @Override
    default void cancelThought(int turn, int attempt) {
        stage().cancelThought(turn, attempt);
    }

    @Override
    default CallJournal journal() {
        return stage().journal();
    }
}
