package io.antiphon.conversation.stage;

import io.antiphon.ports.journal.CallJournal;
import io.antiphon.ports.knowledge.Question;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.Prompt;

/**
 * What any conversation can ask of the world, with sound or without; {@code turn} is a turn's id, which is never used
 * twice. Every method returns at once; answers come back as {@link CallEvent}s. A running call carries it out on virtual
 * threads; a test or a simulation carries it out in virtual time.
 */
public interface MindStage {
    /** Looks into the agent's knowledge; answered by one {@link CallEvent.PassagesFound}. */
    void find(int turn, Question question);

    /** Asks the model of this rank for an answer, given as {@link CallEvent.ModelThought}s of this attempt. */
    void think(int turn, int attempt, Prompt prompt, int rank);

    /** Runs a tool, whatever becomes of the turn; answered by one {@link CallEvent.ToolFinished}. */
    void run(int turn, ModelPiece.ToolRequest request);

    /** Ends whatever still finds, thinks or speaks for this turn. */
    void cancel(int turn);

    /** Ends one attempt of a model; the turn goes on. */
    void cancelThought(int turn, int attempt);

    /** Where the call writes what happened. */
    CallJournal journal();
}
