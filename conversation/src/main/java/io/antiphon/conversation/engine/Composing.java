package io.antiphon.conversation.engine;

import io.antiphon.conversation.settings.CallSettings;
import io.antiphon.conversation.stage.Clock;
import io.antiphon.conversation.stage.MindStage;
import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.knowledge.Question;
import io.antiphon.ports.mind.ModelPiece;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds the words of one answer: passages, then thoughts, then sentences, and tools on the way. Whoever delivers the
 * sentences is told whenever there are more. Belongs to the call's thread; its state is the turn's.
 */
final class Composing {
    /** The built-in tool by which a model ends the call. */
    static final String END_CALL = "end_call";

    private static final int PASSAGES = 5;

    private final CallSettings settings;
    private final MindStage stage;
    private final Talk talk;
    private final Clock clock;
    private final Thinking thinking;
    private final ToolRuns tools;
    private final Consumer<Turn> delivery;

    /** @param delivery takes sentences from the turn as it can */
    Composing(
            CallSettings settings,
            MindStage stage,
            Talk talk,
            Clock clock,
            Thinking thinking,
            ToolRuns tools,
            Consumer<Turn> delivery) {
        this.settings = settings;
        this.stage = stage;
        this.talk = talk;
        this.clock = clock;
        this.thinking = thinking;
        this.tools = tools;
        this.delivery = delivery;
    }

    /** Starts to answer what the caller has said, or in a guess what they seem to have said. */
    void answer(Turn turn) {
        if (!settings.resources().knowledge()) {
            thinking.ask(turn);
            return;
        }
        turn.thought.finding = clock.tick();
        stage.find(
                turn.id,
                new Question(
                        turn.isCommitted() ? talk.question() : talk.questionWith(turn.heard),
                        talk.context(),
                        settings.persona().language(),
                        PASSAGES));
    }

    /** Says a text that needs no thought. */
    void recite(Turn turn, String text) {
        turn.script = "";
        turn.thought.done = true;
        queue(turn, new SentenceSplitter().add(text + "\n"));
    }

    void found(Turn turn, Findings findings) {
        if (turn.thought.finding >= 0) {
            turn.thought.finding = -1;
            turn.thought.findings = findings;
            turn.stamps.found = clock.micros();
            thinking.ask(turn);
        }
    }

    void thought(Turn turn, int attempt, ModelPiece piece) {
        Attempt from = thinking.take(turn, attempt, piece);
        if (from == null) {
            return;
        }
        switch (piece) {
            case ModelPiece.Text(String text) -> {
                if (from.utterance != null) {
                    from.utterance.says(text);
                } else {
                    answered(turn, from, from.splitter.add(text));
                }
            }
            case ModelPiece.ToolRequest request -> want(turn, request, from.asked);
            case ModelPiece.Sources ignored -> {}
            case ModelPiece.Done ignored -> {
                if (from.utterance != null) {
                    from.utterance.complete();
                }
                answered(turn, from, from.splitter.rest().stream().toList());
                turn.thought.done = true;
                goOnAfterTools(turn);
            }
        }
    }

    /** @param asked when the model was given its prompt */
    void want(Turn turn, ModelPiece.ToolRequest request, long asked) {
        if (request.name().equals(END_CALL)) {
            turn.endsCall = "agent_hangup";
        } else if (turn.isCommitted()) {
            tools.want(turn, request, asked);
        } else {
            turn.wishes.held.add(request);
        }
    }

    /** Asks for the rest of the answer once all that the turn waited for stands in the talk. */
    void goOnAfterTools(Turn turn) {
        Turn.Wishes wishes = turn.wishes;
        if (!turn.isCommitted() || !turn.thought.done || wishes.running > 0 || wishes.asked == 0) {
            return;
        }
        wishes.asked = 0;
        if (turn.endsCall == null) {
            wishes.rounds++;
            thinking.ask(turn);
        }
    }

    private void answered(Turn turn, Attempt from, List<String> sentences) {
        if (!sentences.isEmpty()) {
            turn.thought.answeredBy.add(from.rank);
        }
        queue(turn, sentences);
    }

    private void queue(Turn turn, List<String> sentences) {
        if (!sentences.isEmpty() && turn.stamps.sentence < 0) {
            turn.stamps.sentence = clock.micros();
        }
        sentences.forEach(sentence -> turn.thought.given.append(sentence).append(' '));
        turn.spoken.sentences.addAll(sentences);
        delivery.accept(turn);
    }

    /** Nobody can answer, and the caller is told so; half an answer is not left standing as if it were whole. */
    void apologise(Turn turn) {
        turn.thought.done = true;
        if (turn.isCommitted()) {
            queue(turn, List.of(settings.phrases().apology()));
        }
    }

    /** Goes on without passages that keep the caller waiting. */
    void watchFinding(Turn turn) {
        if (turn.thought.finding >= 0 && clock.since(turn.thought.finding) >= Patience.KNOWLEDGE) {
            found(turn, Findings.none());
        }
    }
}
