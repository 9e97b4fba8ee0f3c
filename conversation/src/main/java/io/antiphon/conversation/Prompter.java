package io.antiphon.conversation;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.conversation.stage.Stage;
import io.antiphon.ports.line.Line;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Says one text after the other to a caller, a frame a tick; each new one stops the one before. Belongs to the thread of
 * whoever has it speak.
 */
final class Prompter {
    /** A voice that gives nothing for so many ticks is given up for the next one. */
    private static final int VOICE_OVERDUE = 250;

    /** The same where there is no other. */
    private static final int LAST_VOICE_OVERDUE = 1_000;

    /** A report of playback that is this late, in ticks, will not come. */
    private static final int REPORT_OVERDUE = 100;

    private final Line line;
    private final Function<String, Diction> dictions;
    private final Consumer<CallEvent> events;
    private final Workers workers;
    private final Map<String, Speaker> speakers = new HashMap<>();
    private final Deque<Frame> due = new ArrayDeque<>();
    private String text = "";
    private String language = "";
    private int turn;
    private int rank;
    private int voices;
    private long sent;
    private long played;
    private int ahead;
    private int still;
    private boolean sounded;
    private boolean complete;
    private boolean speaking;
    private boolean clearing;

    /** @param dictions with what a text of a language is said */
    Prompter(String callId, Line line, Function<String, Diction> dictions, Consumer<CallEvent> events) {
        this.line = line;
        this.dictions = dictions;
        this.events = events;
        this.workers = new Workers(callId, events);
    }

    /** Begins to say this, instead of whatever is being said. */
    void say(String words, String spoken) {
        stop();
        text = words;
        language = spoken;
        turn++;
        rank = 0;
        voices = dictions.apply(spoken).voices().size();
        sounded = false;
        complete = false;
        speaking = true;
        ask();
    }

    private void ask() {
        still = 0;
        speaker().speak(turn, rank, text, rank);
    }

    private Speaker speaker() {
        return speakers.computeIfAbsent(language, wanted -> {
            Diction diction = dictions.apply(wanted);
            return new Speaker(diction.voices(), diction.settings(), workers, events);
        });
    }

    /** Falls silent. What is underway is not heard any more. */
    void stop() {
        workers.cancel(turn);
        due.clear();
        ahead = 0;
        speaking = false;
        if (played < sent && !clearing) {
            clearing = true;
            line.clear();
        }
    }

    /** Whether nothing that was said is still on its way. */
    boolean isSilent() {
        return !speaking && !clearing;
    }

    /** Sends what this tick owes; whether the caller has now heard all that was to be said. */
    boolean tick() {
        if (!speaking || clearing) {
            return false;
        }
        int owed = ahead == 0 ? 1 + Stage.LEAD : 1;
        int given = 0;
        while (given < owed && !due.isEmpty()) {
            line.play(due.remove());
            given++;
        }
        sent += given;
        ahead = Math.max(0, ahead + given - 1);
        still = given > 0 ? 0 : still + 1;
        if (!complete && still > (hasAnother() ? VOICE_OVERDUE : LAST_VOICE_OVERDUE)) {
            workers.cancel(turn, CallEvent.Part.VOICE, rank);
            giveUp();
        }
        if (complete && due.isEmpty() && (played >= sent || still > REPORT_OVERDUE)) {
            played = sent;
            speaking = false;
            return true;
        }
        return false;
    }

    /** A voice has given sound. */
    void sounded(CallEvent.VoiceSounded sound) {
        if (speaking && sound.turn() == turn && sound.utterance() == rank) {
            sounded = true;
            due.addAll(sound.frames());
        }
    }

    /** A voice has said it all. */
    void finished(CallEvent.VoiceFinished end) {
        if (end.turn() == turn && end.utterance() == rank) {
            complete = true;
        }
    }

    /** A voice cannot: the next one speaks, unless something has been heard. */
    void failed(CallEvent.ProviderFailed failure) {
        if (speaking && failure.turn() == turn && failure.piece() == rank) {
            giveUp();
        }
    }

    private void giveUp() {
        if (hasAnother()) {
            rank++;
            ask();
        } else {
            complete = true;
        }
    }

    /** Whether another voice may say the same; nobody begins anew what has been heard in part. */
    private boolean hasAnother() {
        return !sounded && rank + 1 < voices;
    }

    /** The line has played so much. */
    void played(long frame) {
        played = Math.max(played, frame);
    }

    /** The line has dropped what was underway. */
    void cleared() {
        played = sent;
        clearing = false;
    }

    /** Ends all work, and waits until it has ended. */
    void close() throws InterruptedException {
        workers.close();
        speakers.values().forEach(Speaker::close);
    }
}
