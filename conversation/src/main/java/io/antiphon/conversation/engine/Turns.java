package io.antiphon.conversation.engine;

import io.antiphon.conversation.engine.Turn.Purpose;
import io.antiphon.conversation.stage.CallEvent.Part;
import io.antiphon.ports.knowledge.Findings;
import java.util.Optional;

/**
 * The agent's turns: how each of them begins, and whose it is what providers give. Belongs to the call's thread; which
 * of them is heard is {@link Floor}'s, and which may become the next {@link Guessing}'s.
 */
final class Turns {
    private final Floor floor;
    private final Guessing guessing;
    private final Answering answering;

    Turns(Floor floor, Guessing guessing, Answering answering) {
        this.floor = floor;
        this.guessing = guessing;
        this.answering = answering;
    }

    /** Number of the next turn. */
    int next() {
        return floor.turns();
    }

    /** The turn, or the guess, that this id names; none when it is over and what comes of it falls to the floor. */
    Optional<Turn> named(int id) {
        if (floor.isClosing()) {
            return Optional.empty();
        }
        Turn turn = floor.turn();
        if (turn != null && turn.id == id) {
            return turn.over ? Optional.empty() : Optional.of(turn);
        }
        return Optional.ofNullable(guessing.named(id));
    }

    /** Answers what the caller seems to have said, unheard. */
    void guess(String heard) {
        Turn draft = floor.draft(heard, Purpose.ANSWER);
        guessing.begin(draft);
        answering.answer(draft);
    }

    /** Answers what the caller has said. */
    void answer(Turn made) {
        give(made);
        answering.answer(made);
    }

    /** Answers it with a guess that was right. */
    void commit(Turn guessed) {
        give(guessed);
        answering.commit(guessed);
    }

    private void give(Turn answer) {
        floor.begin(answer);
        answer.guesses = guessing.spent();
    }

    /** Says something that needs no thought; a guess at an answer is worth nothing then. */
    void say(String text, Purpose purpose) {
        guessing.drop();
        begin(text, purpose);
    }

    /** Says a word while the caller goes on. */
    void nod(String word) {
        begin(word, Purpose.BACKCHANNEL);
    }

    private void begin(String text, Purpose purpose) {
        floor.begin(floor.draft("", purpose));
        answering.say(floor.current(), text);
    }

    /** Tells what the talk holds that the caller has not been told. */
    void tellNews() {
        floor.begin(floor.draft("", Purpose.NEWS));
        answering.tellNews(floor.current());
    }

    /** It is known now what the caller said that this turn answers. */
    void wordsCame(Turn turn, boolean understood) {
        if (turn == floor.turn() && !turn.over) {
            answering.wordsCame(turn, understood);
        }
    }

    /** Who was asked for a part of a turn has failed; a guess of which nothing can come any more is dropped. */
    void failed(Turn of, Part part, int piece) {
        switch (part) {
            case KNOWLEDGE -> answering.found(of, Findings.none());
            case MIND -> answering.mindFailed(of, piece);
            case VOICE -> answering.voiceFailed(of, piece);
            case EAR -> {}
        }
        if (guessing.named(of.id) != null && of.thought.done && of.spoken.made == 0) {
            guessing.drop();
        }
    }

    /** The connection is gone, and nothing more comes of any turn. */
    void close() {
        guessing.drop();
        floor.close();
    }
}
