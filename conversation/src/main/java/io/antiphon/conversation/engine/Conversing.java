package io.antiphon.conversation.engine;

import io.antiphon.conversation.settings.CallSettings;
import io.antiphon.conversation.stage.Stage;
import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.mind.Prompt;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The call's side of a dialogue with a speech-to-speech model: whether it leads, and what it is told. It hears the caller
 * by itself, and its words for what it heard may come after its answer. Belongs to the call's thread.
 */
final class Conversing implements Leader {
    private final CallSettings settings;
    private final Stage stage;
    private final Talk talk;
    private final Deque<Missing> missing = new ArrayDeque<>();
    private boolean leads;

    /** Words that an answer was begun without. */
    record Missing(Turn turn, long startTick, long endTick, int place) {}

    Conversing(CallSettings settings, Stage stage, Talk talk) {
        this.settings = settings;
        this.stage = stage;
        this.talk = talk;
        this.leads = settings.resources().dialogue();
    }

    /** Whether the dialogue hears the caller and is asked before any model. */
    @Override
    public boolean leads() {
        return leads;
    }

    /** Whether sound alone ends the caller's turn: to look something up, words are needed. */
    boolean goesBySound() {
        return leads && !settings.resources().knowledge();
    }

    /** It is heard and asked no more. */
    @Override
    public void giveUp() {
        if (leads) {
            leads = false;
            stage.listenOtherwise();
        }
    }

    @Override
    public void ask(Turn turn, Attempt attempt) {
        Utterance utterance = Utterance.spontaneous(turn.spoken.made++);
        attempt.utterance = utterance;
        turn.spoken.spontaneous.add(utterance);
        boolean searched = !turn.thought.findings.equals(Findings.none());
        stage.converse(
                turn.id,
                attempt.number,
                utterance.number,
                new Prompt(
                        turn.script.isEmpty()
                                ? searched ? settings.persona().instructions() : ""
                                : reading(turn.script),
                        talk.takeNews(),
                        turn.script.isEmpty() ? settings.resources().tools() : List.of(),
                        turn.thought.findings,
                        settings.persona().language(),
                        settings.persona().name()));
    }

    private static String reading(String script) {
        return "Say exactly this to the caller now, word for word, and nothing else: \"" + script + "\"";
    }

    /** A turn is over: of what the dialogue said, only this was heard. */
    void heard(Turn turn) {
        for (Utterance utterance : turn.spoken.spontaneous) {
            if (!utterance.heardWhole() || !utterance.hasSound()) {
                stage.heard(turn.id, utterance.number, utterance.heardText(), utterance.heardMillis());
            }
        }
    }

    /** An answer is begun although so many final words are still to come. */
    void expect(int words, Turn turn, long startTick, long endTick) {
        for (int i = 0; i < words; i++) {
            missing.add(new Missing(turn, startTick, endTick, talk.size()));
        }
    }

    boolean isExpecting() {
        return !missing.isEmpty();
    }

    /** What the words belong to that come now. */
    Missing next() {
        return missing.remove();
    }
}
