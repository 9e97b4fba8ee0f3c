package io.antiphon.conversation.engine;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.hearing.Loudness;
import io.antiphon.conversation.stage.Stage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the agent says in one turn, frame by frame, and what of it was heard. Belongs to the call's thread.
 *
 * <p>Each tick hands one frame to the line; when speech begins, {@link Stage#LEAD} more go ahead of the clock so that a
 * late tick is not heard. A frame counts as heard only when the line reports it played.
 */
final class Mouth {
    /** A report of playback that is this late, in ticks, will not come: the sound is taken as played. */
    private static final int REPORT_OVERDUE = 100;

    private final Stage stage;
    private final Deque<Sent> unconfirmed = new ArrayDeque<>();
    private List<Utterance> utterances = new ArrayList<>();
    private long lineFrames;
    private int ahead;
    private boolean paused;
    private boolean clearing;
    private int quietTicks;

    Mouth(Stage stage) {
        this.stage = stage;
    }

    /** A frame on its way: its number on the line and its place in an utterance. */
    private record Sent(long number, Utterance utterance, int index, boolean audible) {}

    /** What a tick sent: the frames, in order. */
    record Sending(List<Frame> frames, boolean audible) {
        static final Sending NOTHING = new Sending(List.of(), false);
    }

    /** Forgets the turn before; called when nothing of it can be heard any more. */
    void begin() {
        utterances = new ArrayList<>();
        paused = false;
    }

    void add(Utterance utterance) {
        utterances.add(utterance);
    }

    /** Another voice says the same sentence, of which nothing has been sent yet. */
    void replace(Utterance given, Utterance taken) {
        utterances.replaceAll(one -> one == given ? taken : one);
    }

    /** Sends what this tick owes. */
    Sending tick() {
        if (paused || clearing) {
            return Sending.NOTHING;
        }
        Sending sending = send(ahead == 0 ? 1 + Stage.LEAD : 1);
        ahead = Math.max(0, ahead + sending.frames().size() - 1);
        watchReports(!sending.frames().isEmpty());
        return sending;
    }

    /** Sends the first frames of speech that begins now, without waiting for the tick; nothing where it goes on. */
    Sending start() {
        if (paused || clearing || ahead > 0) {
            return Sending.NOTHING;
        }
        Sending sending = send(Stage.LEAD);
        ahead = sending.frames().size();
        return sending;
    }

    private Sending send(int owed) {
        List<Frame> sent = new ArrayList<>(owed);
        boolean audible = false;
        for (int i = 0; i < owed; i++) {
            Utterance utterance = next();
            if (utterance == null) {
                break;
            }
            int index = utterance.position();
            Frame frame = utterance.next();
            boolean loud = Loudness.isAudible(frame);
            audible |= loud;
            unconfirmed.add(new Sent(++lineFrames, utterance, index, loud));
            stage.play(frame);
            sent.add(frame);
        }
        return new Sending(sent, audible);
    }

    /** The utterance to be spoken from now; none while the one before is not complete, so that nothing is said out of order. */
    private @Nullable Utterance next() {
        for (Utterance utterance : utterances) {
            if (utterance.hasNext()) {
                return utterance;
            }
            if (!utterance.sent()) {
                return null;
            }
        }
        return null;
    }

    private void watchReports(boolean sending) {
        quietTicks = sending || unconfirmed.isEmpty() ? 0 : quietTicks + 1;
        if (quietTicks > REPORT_OVERDUE) {
            played(lineFrames);
        }
    }

    /**
     * The line reports this frame played.
     *
     * @return number of the first audible frame among those newly known to be heard; 0 for none
     */
    long played(long number) {
        long audible = 0;
        while (!unconfirmed.isEmpty() && unconfirmed.getFirst().number() <= number) {
            Sent sent = unconfirmed.removeFirst();
            sent.utterance().heard(sent.index());
            audible = audible == 0 && sent.audible() ? sent.number() : audible;
            quietTicks = 0;
        }
        return audible;
    }

    /** Sends nothing for now; nothing has been sent yet. */
    void hold() {
        paused = true;
    }

    /** Stops at once, keeping what was not heard. */
    void pause() {
        if (!paused) {
            paused = true;
            clearing = true;
            stage.clear();
        }
    }

    /** The line tells where speech stopped. */
    void cleared(long number) {
        played(number);
        unconfirmed.clear();
        ahead = 0;
        clearing = false;
        utterances.stream().filter(utterance -> !utterance.heardWhole()).forEach(Utterance::rewind);
    }

    /** Speaks on from the last word boundary, or begins. */
    void resume() {
        paused = false;
    }

    boolean isPaused() {
        return paused;
    }

    /** Whether the line still owes the answer to a clear. */
    boolean isClearing() {
        return clearing;
    }

    /** Frames that wait to be sent. */
    int waiting() {
        // Asked several times a tick, for which a stream takes too long.
        int frames = 0;
        for (Utterance utterance : utterances) {
            frames += utterance.waiting();
        }
        return frames;
    }

    /** Whether all that was given has been sent and reported played. */
    boolean isSilent() {
        return !clearing && unconfirmed.isEmpty() && utterances.stream().allMatch(Utterance::sent);
    }

    /** Whether anything of this turn has been heard. */
    boolean wasHeard() {
        return utterances.stream().anyMatch(Utterance::begun);
    }

    /** The words of this turn that the caller heard. */
    String heardText() {
        StringBuilder heard = new StringBuilder();
        for (Utterance utterance : utterances) {
            String text = utterance.heardText();
            if (!text.isEmpty()) {
                heard.append(heard.isEmpty() ? "" : " ").append(text);
            }
            if (!utterance.heardWhole()) {
                break;
            }
        }
        return heard.toString();
    }

    /** The words that have been given to the voice, up to and including the utterance that is being spoken. */
    String begunText() {
        StringBuilder begun = new StringBuilder();
        for (Utterance utterance : utterances) {
            if (utterance.position() > 0) {
                begun.append(begun.isEmpty() ? "" : " ").append(utterance.text().strip());
            }
        }
        return begun.toString();
    }
}
