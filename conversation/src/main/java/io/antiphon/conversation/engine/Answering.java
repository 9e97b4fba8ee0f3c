package io.antiphon.conversation.engine;

import io.antiphon.conversation.settings.CallSettings;
import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.conversation.stage.Clock;
import io.antiphon.conversation.stage.Stage;
import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.mind.ModelPiece;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes one answer: passages, then thoughts, then sentences, then sound, each as soon as the part before allows.
 * Belongs to the call's thread; carries no state of its own beyond the turn it is given.
 *
 * <p>A turn that is only a guess is made the same way, up to the sound of its first sentence; its tools wait until it is
 * committed.
 */
final class Answering {
    private final CallSettings settings;
    private final Mouth mouth;
    private final Clock clock;
    private final Thinking thinking;
    private final Voicing voicing;
    private final Composing composing;

    Answering(
            CallSettings settings,
            Stage stage,
            Mouth mouth,
            Talk talk,
            Clock clock,
            ToolRuns tools,
            Conversing conversing) {
        this.settings = settings;
        this.mouth = mouth;
        this.clock = clock;
        this.thinking = new Thinking(settings, stage, talk, clock, conversing);
        this.voicing = new Voicing(settings, stage, mouth, clock);
        this.composing = new Composing(settings, stage, talk, clock, thinking, tools, voicing::speak);
    }

    /** Starts to answer what the caller has said, or in a guess what they seem to have said. */
    void answer(Turn turn) {
        composing.answer(turn);
    }

    /** Starts to tell what the talk holds that the caller has not been told. */
    void tellNews(Turn turn) {
        thinking.ask(turn);
    }

    /** Says a text that needs no thought; in the dialogue's own voice where there is one. */
    void say(Turn turn, String text) {
        if (thinking.startsWithDialogue() && turn.purpose != Turn.Purpose.BACKCHANNEL) {
            turn.script = text;
            thinking.ask(turn);
        } else {
            composing.recite(turn, text);
        }
    }

    /** Says a text in the middle of a turn, before what the model may still give. */
    void interject(Turn turn, String text) {
        turn.spoken.sentences.addFirst(text);
        speak(turn);
    }

    /** The guess was right: what was made of it is heard from now on, and its tools run. */
    void commit(Turn turn) {
        turn.spoken.utterances.forEach(mouth::add);
        List<ModelPiece.ToolRequest> held = List.copyOf(turn.wishes.held);
        turn.wishes.held.clear();
        held.forEach(
                request -> composing.want(turn, request, turn.thought.chosen == null ? 0 : turn.thought.chosen.asked));
        speak(turn);
        composing.goOnAfterTools(turn);
    }

    void found(Turn turn, Findings findings) {
        composing.found(turn, findings);
    }

    void thought(Turn turn, int attempt, ModelPiece piece) {
        composing.thought(turn, attempt, piece);
    }

    /** A tool that this turn waits for gave its result, which already stands in the talk. */
    void toolFinished(Turn turn) {
        composing.goOnAfterTools(turn);
    }

    /** Gives the voice its next sentence when it is free and not far ahead of the caller's ear. */
    void speak(Turn turn) {
        voicing.speak(turn);
    }

    void sounded(Turn turn, CallEvent.VoiceSounded sounded) {
        if (turn.stamps.sounded < 0) {
            turn.stamps.sounded = clock.micros();
        }
        Utterance spontaneous = thinking.sounded(turn, sounded.utterance());
        if (spontaneous == null) {
            voicing.sounded(turn, sounded.utterance(), sounded.frames());
            return;
        }
        if (!spontaneous.hasSound()) {
            turn.stamps.sentence = turn.stamps.sentence < 0 ? clock.micros() : turn.stamps.sentence;
            turn.spoken.utterances.add(spontaneous);
            mouth.add(spontaneous);
            if (turn.script.isEmpty()) {
                turn.thought.answeredBy.add(Thinking.DIALOGUE);
            }
        }
        spontaneous.sounded(sounded.frames());
    }

    void aligned(Turn turn, int utterance, CallEvent.Word word) {
        voicing.aligned(turn, utterance, word);
    }

    void voiceFinished(Turn turn, int utterance) {
        voicing.finished(turn, utterance);
    }

    /** A model failed: another one; or an apology, for half an answer is not left standing as if it were whole. */
    void mindFailed(Turn turn, int attempt) {
        if (thinking.failed(turn, attempt)) {
            return;
        }
        if (!turn.script.isEmpty()) {
            goOnWithout(turn);
            return;
        }
        composing.apologise(turn);
    }

    /** The dialogue does not say what it was to say, or not all of it: a voice says the rest. */
    private void goOnWithout(Turn turn) {
        String script = turn.script;
        thinking.stop(turn);
        thinking.turnFromDialogue();
        composing.recite(turn, rest(script, turn.spoken.spontaneously()));
    }

    /** What follows in a text after as many words as these; rather a word twice than one that is missing. */
    private static String rest(String script, String said) {
        int words = said.isEmpty() ? 0 : said.split(" ").length;
        return script.lines()
                .flatMap(line -> Stream.of(line.split(" ")))
                .skip(words)
                .collect(Collectors.joining(" "));
    }

    /** It is known now what the caller said. */
    void wordsCame(Turn turn, boolean understood) {
        if (!understood && turn.thought.wantsWords) {
            thinking.stop(turn);
            composing.recite(turn, settings.phrases().again());
        } else {
            thinking.wordsCame(turn);
        }
    }

    /** A voice failed: another one says the same, or nothing more is said in this turn. */
    void voiceFailed(Turn turn, int utterance) {
        if (!voicing.failed(turn, utterance)) {
            thinking.stop(turn);
        }
    }

    /** Looks after every part that keeps the caller waiting. */
    void watch(Turn turn) {
        composing.watchFinding(turn);
        boolean begun = turn.spoken.spontaneous.stream().anyMatch(Utterance::hasSound);
        if (!turn.script.isEmpty()
                && !turn.thought.done
                && thinking.silentFor(turn) >= (begun ? Patience.NEXT_WORD : Patience.FIRST_WORD)) {
            goOnWithout(turn);
        }
        thinking.watch(turn);
        voicing.watch(turn);
    }
}
