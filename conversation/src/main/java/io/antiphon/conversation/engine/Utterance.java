package io.antiphon.conversation.engine;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.stage.CallEvent;
import java.util.ArrayList;
import java.util.List;

/** One sentence on its way to the caller: its text, its sound, and how much of the sound has been heard. */
final class Utterance {
    /** A pause is taken up again this much before the place where it fell, when no word boundary is known. */
    private static final int OVERLAP_FRAMES = 6;

    /** Words are not spread evenly over their sound: without alignment rather too little is claimed than too much. */
    private static final double CERTAIN = 0.92;

    /** A character of slow speech, in milliseconds. */
    private static final int SLOW_CHARACTER = 80;

    final int number;
    private final StringBuilder text;

    /** Whether a dialogue gives words and sound together, as they come to it. */
    final boolean spontaneous;

    private final List<Frame> frames = new ArrayList<>();
    private final List<CallEvent.Word> words = new ArrayList<>();
    private boolean complete;
    private boolean broken;
    private int next;
    private int heard;

    Utterance(int number, String text) {
        this(number, text, false);
    }

    private Utterance(int number, String text, boolean spontaneous) {
        this.number = number;
        this.text = new StringBuilder(text);
        this.spontaneous = spontaneous;
    }

    /** One whose words come along with its sound. */
    static Utterance spontaneous(int number) {
        return new Utterance(number, "", true);
    }

    String text() {
        return text.toString();
    }

    /** More words of it. */
    void says(String more) {
        text.append(more);
    }

    void sounded(List<Frame> more) {
        frames.addAll(more);
    }

    void aligned(CallEvent.Word word) {
        words.add(word);
    }

    void complete() {
        complete = true;
    }

    /** The voice failed in the middle: what is there is all there will be, and less than the text. */
    void breakOff() {
        complete = true;
        broken = true;
    }

    /** Whether any sound of it has come. */
    boolean hasSound() {
        return !frames.isEmpty();
    }

    /** What of the text has no sound yet, after the voice broke off; all of it where the voice tells nothing of words. */
    String unsounded() {
        int sounding = frames.size() * Frame.MILLIS;
        int end = 0;
        for (CallEvent.Word word : words) {
            if (word.endMillis() <= sounding) {
                end = Math.max(end, Math.min(word.to(), text.length()));
            }
        }
        return text.substring(end).strip();
    }

    boolean hasNext() {
        return next < frames.size();
    }

    /** Index of the frame that {@link #next()} will give. */
    int position() {
        return next;
    }

    Frame next() {
        return frames.get(next++);
    }

    /** The frame at this index has been played. */
    void heard(int index) {
        heard = Math.max(heard, index + 1);
    }

    /** Frames that wait to be sent. */
    int waiting() {
        return frames.size() - next;
    }

    /** Whether all its sound is there and has been sent. */
    boolean sent() {
        return complete && !hasNext();
    }

    /** Whether anything of it has been heard. */
    boolean begun() {
        return heard > 0;
    }

    /** Whether all of its sound was heard. */
    boolean heardWhole() {
        return complete && heard >= frames.size();
    }

    /** Goes back so that speech is taken up at the beginning of the word in which it stopped. */
    void rewind() {
        int stopped = heard * Frame.MILLIS;
        int boundary = -1;
        for (CallEvent.Word word : words) {
            if (word.endMillis() <= stopped) {
                boundary = word.endMillis() / Frame.MILLIS;
            }
        }
        next = boundary >= 0 ? Math.min(boundary, heard) : Math.max(0, heard - OVERLAP_FRAMES);
    }

    /** The words that were heard: by the voice's alignment where it gives one, by share of the sound where not. */
    String heardText() {
        if (heard == 0) {
            return "";
        }
        if (heardWhole() && !broken) {
            return text().strip();
        }
        if (!words.isEmpty()) {
            return byAlignment();
        }
        return broken && !spontaneous ? "" : byShare(heard);
    }

    /** The words for which there is sound. */
    String soundedText() {
        return complete && !broken ? text().strip() : byShare(frames.size());
    }

    /** How much of its sound was heard, in milliseconds. */
    int heardMillis() {
        return heard * Frame.MILLIS;
    }

    /** How many frames the text probably takes, while its voice is not done with it. */
    private int length() {
        return text.length() * SLOW_CHARACTER / Frame.MILLIS;
    }

    private String byAlignment() {
        int stopped = heard * Frame.MILLIS;
        int end = 0;
        for (CallEvent.Word word : words) {
            if (word.endMillis() <= stopped) {
                end = Math.max(end, Math.min(word.to(), text.length()));
            }
        }
        return text.substring(0, end).strip();
    }

    private String byShare(int part) {
        if (frames.isEmpty()) {
            return "";
        }
        int frames = complete && !broken ? this.frames.size() : Math.max(this.frames.size(), length());
        int reach = (int) (text.length() * CERTAIN * part / frames);
        if (reach >= text.length()) {
            return text();
        }
        int space = text.lastIndexOf(" ", reach);
        return space <= 0 ? "" : text.substring(0, space).strip();
    }
}
