package io.antiphon.conversation.engine;

import io.antiphon.audio.Frame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;

/**
 * The caller's end of a line in virtual time, which plays a frame a tick. It knows the words that every sound is of, so
 * that what the caller hears is taken from the frames that were played, not from what the engine says.
 */
final class Earpiece {
    private final IdentityHashMap<Frame, Sound> sounds = new IdentityHashMap<>();
    private final Deque<Frame> queue = new ArrayDeque<>();
    private final List<Sound> played = new ArrayList<>();
    private long framesSent;
    private long framesPlayed;
    private int heardUntil;
    private boolean audible;

    private record Sound(String text, int index, int turn) {}

    /** A frame of the sound of a text, {@link Dialogue#FRAMES_PER_WORD} of which are a word. */
    Frame sound(String text, int index, int turn) {
        short[] samples = new short[Dialogue.RATE / Frame.PER_SECOND];
        Arrays.fill(samples, (short) 8000);
        Frame frame = new Frame(samples, Dialogue.RATE);
        sounds.put(frame, new Sound(text, index, turn));
        return frame;
    }

    /** Takes a frame to be played; gives the turn that it is of. */
    int take(Frame frame) {
        framesSent++;
        queue.add(frame);
        return Objects.requireNonNull(sounds.get(frame)).turn();
    }

    /** Plays the next frame, if there is one. */
    boolean play() {
        audible = !queue.isEmpty();
        if (audible) {
            played.add(sounds.get(queue.removeFirst()));
            framesPlayed++;
        }
        return audible;
    }

    /** Drops what has not been played; gives the number of the last frame that was. */
    long clear() {
        queue.clear();
        long last = framesPlayed;
        framesPlayed = framesSent;
        return last;
    }

    /** Number of the frame that was played last. */
    long last() {
        return framesPlayed;
    }

    /** Whether a frame was played in the latest tick. */
    boolean isAudible() {
        return audible;
    }

    /** Whether all that was sent has been played. */
    boolean isQuiet() {
        return queue.isEmpty() && !audible;
    }

    /** Whether anything was played since the words were last taken. */
    boolean hasNews() {
        return played.size() > heardUntil;
    }

    int playedFrames() {
        return played.size();
    }

    int playedMillis(int turn) {
        return (int) played.stream().filter(sound -> sound.turn() == turn).count() * Frame.MILLIS;
    }

    /** The words whose sound was played to its end since the last time. */
    String takeHeard() {
        StringBuilder words = new StringBuilder();
        for (Sound sound : played.subList(heardUntil, played.size())) {
            String[] of = sound.text().split(" ");
            if ((sound.index() + 1) % Dialogue.FRAMES_PER_WORD == 0) {
                words.append(words.isEmpty() ? "" : " ").append(of[(sound.index() + 1) / Dialogue.FRAMES_PER_WORD - 1]);
            }
        }
        heardUntil = played.size();
        return words.toString();
    }

    /** The words whose sound was played since the call began. */
    String takeAllHeard() {
        heardUntil = 0;
        return takeHeard();
    }
}
