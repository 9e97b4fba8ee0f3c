package io.antiphon.conversation;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.knowledge.Passage;
import io.antiphon.ports.knowledge.Question;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.Prompt;
import java.util.List;

/**
 * Makes one answer: passages, then thoughts, then sentences, then sound, each as soon as the part before allows.
 * Belongs to the call's thread; carries no state of its own beyond the turn it is given.
 */
final class Answering {
    /** The built-in tool by which a model ends the call. */
    static final String END_CALL = "end_call";

    private static final int PASSAGES = 5;
    private static final int TOOL_ROUNDS = 5;

    /** Sound that may lie ready before the next sentence is synthesised, in frames: 6 s. */
    private static final int READY = 300;

    private final CallSettings settings;
    private final Stage stage;
    private final Mouth mouth;
    private final Talk talk;

    Answering(CallSettings settings, Stage stage, Mouth mouth, Talk talk) {
        this.settings = settings;
        this.stage = stage;
        this.mouth = mouth;
        this.talk = talk;
    }

    /** Starts to answer what the caller has said. */
    void answer(Turn turn) {
        if (settings.resources().knowledge()) {
            stage.find(
                    turn.number,
                    new Question(
                            talk.question(), talk.context(), settings.persona().language(), PASSAGES));
        } else {
            think(turn);
        }
    }

    /** Says a text that needs no thought. */
    void say(Turn turn, String text, long micros) {
        turn.modelDone = true;
        queue(turn, new SentenceSplitter().add(text + "\n"), micros);
    }

    /** Says a text in the middle of a turn, before what the model may still give. */
    void interject(Turn turn, String text, long micros) {
        turn.sentences.add(text);
        speak(turn, micros);
    }

    void found(Turn turn, Findings findings, long micros) {
        turn.findings = findings;
        turn.stamps.found = micros;
        think(turn);
    }

    private void think(Turn turn) {
        stage.think(turn.number, prompt(turn), turn.mindRank);
    }

    private Prompt prompt(Turn turn) {
        return new Prompt(
                settings.persona().instructions(),
                talk.messages(),
                turn.toolRounds < TOOL_ROUNDS ? settings.resources().tools() : List.of(),
                turn.findings,
                settings.persona().language(),
                settings.persona().name());
    }

    void thought(Turn turn, ModelPiece piece, long micros) {
        switch (piece) {
            case ModelPiece.Text(String text) -> queue(turn, turn.splitter.add(text), micros);
            case ModelPiece.ToolRequest request -> requested(turn, request);
            case ModelPiece.Sources(List<Passage> passages) -> turn.sources = passages;
            case ModelPiece.Done ignored -> {
                queue(turn, turn.splitter.rest().stream().toList(), micros);
                turn.modelDone = true;
                if (turn.toolsRunning == 0 && !turn.requests.isEmpty() && turn.endsCall == null) {
                    continueAfterTools(turn);
                }
            }
        }
    }

    private void requested(Turn turn, ModelPiece.ToolRequest request) {
        if (request.name().equals(END_CALL)) {
            turn.endsCall = "agent_hangup";
            return;
        }
        turn.requests.add(request);
        turn.toolsRunning++;
        stage.run(turn.number, request);
    }

    /** A tool of this turn gave its result, which already stands in the talk. */
    void toolFinished(Turn turn) {
        turn.toolsRunning = Math.max(0, turn.toolsRunning - 1);
        if (turn.toolsRunning == 0 && turn.modelDone) {
            continueAfterTools(turn);
        }
    }

    private void continueAfterTools(Turn turn) {
        turn.requests.clear();
        turn.toolRounds++;
        turn.modelDone = false;
        think(turn);
    }

    private void queue(Turn turn, List<String> sentences, long micros) {
        if (!sentences.isEmpty() && turn.stamps.sentence < 0) {
            turn.stamps.sentence = micros;
        }
        turn.sentences.addAll(sentences);
        speak(turn, micros);
    }

    /** Gives the voice its next sentence when it is free and not far ahead of the caller's ear. */
    void speak(Turn turn, long micros) {
        if (turn.voiceBusy || turn.sentences.isEmpty() || mouth.waiting() > READY) {
            return;
        }
        if (turn.stamps.sentence < 0) {
            turn.stamps.sentence = micros;
        }
        turn.speaking = turn.sentences.removeFirst();
        Utterance utterance = new Utterance(turn.utterances++, turn.speaking);
        mouth.add(utterance);
        turn.voiceBusy = true;
        stage.speak(turn.number, utterance.number, utterance.text, turn.voiceRank);
    }

    void voiceFinished(Turn turn, int utterance, long micros) {
        mouth.utterance(utterance).ifPresent(Utterance::complete);
        turn.voiceBusy = false;
        speak(turn, micros);
    }

    /** The model failed: another one, or an apology. */
    void mindFailed(Turn turn, ProviderFailure failure, long micros) {
        boolean nothingSaid = turn.utterances == 0 && turn.sentences.isEmpty();
        if (nothingSaid && turn.mindRank + 1 < settings.resources().minds()) {
            turn.mindRank++;
            think(turn);
            return;
        }
        turn.modelDone = true;
        queue(turn, turn.splitter.rest().stream().toList(), micros);
        if (nothingSaid && turn.utterances == 0) {
            queue(turn, List.of(settings.phrases().apology()), micros);
        }
    }

    /** The voice failed: another one says the same, or the sentence is given up. */
    void voiceFailed(Turn turn, int utterance, long micros) {
        mouth.utterance(utterance).ifPresent(Utterance::breakOff);
        turn.voiceBusy = false;
        if (turn.voiceRank + 1 < settings.resources().voices()) {
            turn.voiceRank++;
            turn.sentences.addFirst(turn.speaking);
        } else {
            turn.sentences.clear();
            turn.modelDone = true;
        }
        speak(turn, micros);
    }
}
