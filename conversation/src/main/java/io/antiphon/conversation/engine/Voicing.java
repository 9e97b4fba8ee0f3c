package io.antiphon.conversation.engine;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.engine.Turn.Spoken;
import io.antiphon.conversation.settings.CallSettings;
import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.conversation.stage.Clock;
import io.antiphon.conversation.stage.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives a turn's sentences to the voices of an agent, one at a time and not far ahead of the caller's ear. A voice that
 * stalls is overtaken by the next one. Belongs to the call's thread; its state is the turn's.
 */
final class Voicing {
    /** Sound that may lie ready before the next sentence is synthesised, in frames: 6 s. */
    private static final int READY = 300;

    /** How often in a turn a sentence is begun again where a voice fell silent. */
    private static final int REPEATS = 2;

    private final CallSettings settings;
    private final Stage stage;
    private final Mouth mouth;
    private final Clock clock;
    private final Preference preference;

    Voicing(CallSettings settings, Stage stage, Mouth mouth, Clock clock) {
        this.settings = settings;
        this.stage = stage;
        this.mouth = mouth;
        this.clock = clock;
        this.preference = new Preference(clock);
    }

    /** Gives the voice its next sentence when it is free. Of a guess only the first one. */
    void speak(Turn turn) {
        Spoken spoken = turn.spoken;
        boolean ahead = turn.isCommitted() ? mouth.waiting() > READY : spoken.made > 0;
        if (spoken.now != null || spoken.sentences.isEmpty() || ahead) {
            return;
        }
        Speech speech = begin(turn, spoken.sentences.removeFirst(), preference.rank());
        spoken.now = speech;
        spoken.utterances.add(speech.utterance);
        if (turn.isCommitted()) {
            mouth.add(speech.utterance);
        }
    }

    private int next(Speech speech) {
        return (speech.rank + 1) % settings.resources().voices();
    }

    private Speech begin(Turn turn, String text, int rank) {
        turn.spoken.tries++;
        Speech speech = new Speech(new Utterance(turn.spoken.made++, text), rank, clock.tick());
        stage.speak(turn.id, speech.utterance.number, text, rank);
        return speech;
    }

    void sounded(Turn turn, int utterance, List<Frame> frames) {
        Speech speech = at(turn, utterance);
        if (speech != null) {
            prefer(turn, speech);
            speech.lastSound = clock.tick();
            speech.utterance.sounded(frames);
        }
    }

    void aligned(Turn turn, int utterance, CallEvent.Word word) {
        Speech speech = at(turn, utterance);
        if (speech != null) {
            speech.utterance.aligned(word);
        }
    }

    void finished(Turn turn, int utterance) {
        Spoken spoken = turn.spoken;
        Speech speech = at(turn, utterance);
        if (speech != null) {
            prefer(turn, speech);
            speech.utterance.complete();
            spoken.now = null;
            spoken.tries = 0;
            speak(turn);
        }
    }

    /**
     * The voice failed: another one says the same, or what is left of it.
     *
     * @return false when there is no other, and nothing more can be said in this turn
     */
    boolean failed(Turn turn, int utterance) {
        Spoken spoken = turn.spoken;
        Speech speech = at(turn, utterance);
        if (speech == null) {
            return true;
        }
        if (speech == spoken.rival) {
            spoken.rival = null;
            return true;
        }
        Speech rival = spoken.rival;
        if (rival != null) {
            take(turn, rival);
            return true;
        }
        breakOff(turn, speech);
        if (spoken.tries < settings.resources().voices()) {
            preference.turnTo(next(speech));
            spoken.sentences.addFirst(speech.utterance.unsounded());
            speak(turn);
            return true;
        }
        spoken.sentences.clear();
        return false;
    }

    /** Asks a second voice when the first keeps the caller waiting. */
    void watch(Turn turn) {
        Spoken spoken = turn.spoken;
        Speech now = spoken.now;
        if (now == null || spoken.rival != null) {
            return;
        }
        boolean another = spoken.tries < settings.resources().voices();
        boolean silent = !now.utterance.hasSound();
        if (silent && another && clock.since(now.asked) >= Patience.FIRST_SOUND) {
            spoken.rival = begin(turn, now.utterance.text(), next(now));
            return;
        }
        boolean stalled = silent
                ? clock.since(now.asked) >= Patience.ONLY_SOUND
                : mouth.waiting() == 0 && clock.since(now.lastSound) >= Patience.NEXT_SOUND;
        if (stalled && spoken.repeated < REPEATS) {
            spoken.repeated++;
            goOn(turn, now, another ? next(now) : now.rank);
        } else if (stalled) {
            stage.cancelSpeech(turn.id, now.utterance.number);
            breakOff(turn, now);
            speak(turn);
        }
    }

    private void goOn(Turn turn, Speech stalled, int rank) {
        stage.cancelSpeech(turn.id, stalled.utterance.number);
        breakOff(turn, stalled);
        preference.turnTo(rank);
        String rest = stalled.utterance.unsounded();
        if (!rest.isEmpty()) {
            turn.spoken.sentences.addFirst(rest);
        }
        speak(turn);
    }

    private static void breakOff(Turn turn, Speech speech) {
        speech.utterance.breakOff();
        turn.spoken.now = null;
    }

    /** Of two voices asked for the same sentence the one that sounds first is heard. */
    private void prefer(Turn turn, Speech first) {
        Spoken spoken = turn.spoken;
        Speech rival = spoken.rival;
        if (rival == null) {
            return;
        }
        Speech slower = first == rival ? spoken.now : rival;
        if (slower != null) {
            stage.cancelSpeech(turn.id, slower.utterance.number);
        }
        if (first == rival) {
            take(turn, rival);
        }
        spoken.rival = null;
    }

    private void take(Turn turn, Speech rival) {
        Spoken spoken = turn.spoken;
        Speech before = spoken.now;
        if (before != null) {
            mouth.replace(before.utterance, rival.utterance);
            spoken.utterances.replaceAll(one -> one == before.utterance ? rival.utterance : one);
        }
        spoken.now = rival;
        spoken.rival = null;
        preference.turnTo(rival.rank);
    }

    private static @Nullable Speech at(Turn turn, int utterance) {
        Speech now = turn.spoken.now;
        if (now != null && now.utterance.number == utterance) {
            return now;
        }
        Speech rival = turn.spoken.rival;
        return rival != null && rival.utterance.number == utterance ? rival : null;
    }
}
