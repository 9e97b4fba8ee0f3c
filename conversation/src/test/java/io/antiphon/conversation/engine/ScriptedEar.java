package io.antiphon.conversation.engine;

import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.conversation.stage.CallEvent.Part;
import java.util.ArrayDeque;
import java.util.Deque;

/** An ear that understands every word, so many ticks later; where a dialogue leads, it has words for them much later. */
final class ScriptedEar {
    /** A dialogue that owes words for so long has failed. */
    private static final int WORDS_OVERDUE_TICKS = 125;

    private final Script script;
    private final Timetable timetable;
    private final StringBuilder unfinished = new StringBuilder();
    private final Deque<String> owed = new ArrayDeque<>();
    private boolean otherwise;

    ScriptedEar(Script script, Timetable timetable) {
        this.script = script;
        this.timetable = timetable;
    }

    /** Whether the dialogue that led has been given up. */
    boolean listensOtherwise() {
        return otherwise;
    }

    private boolean isDialogue() {
        return script.dialogue && !otherwise;
    }

    void hear(String word) {
        unfinished.append(unfinished.isEmpty() ? "" : " ").append(word);
        if (!isDialogue()) {
            timetable.after(script.earTicks, -1, new CallEvent.CallerPartial(unfinished.toString()));
        }
    }

    void finish() {
        if (script.deafToFinish) {
            return;
        }
        String text = unfinished.toString();
        unfinished.setLength(0);
        if (!isDialogue()) {
            say(text, script.earTicks);
            return;
        }
        owed.add(text);
        if (script.dialogueStallsAfter == Integer.MAX_VALUE) {
            say(text, script.wordsTicks);
        } else {
            timetable.after(
                    WORDS_OVERDUE_TICKS, -1, ScriptedProviders.failed(-1, Part.EAR, CallEvent.ProviderFailed.HEARING));
        }
    }

    private void say(String text, int ticks) {
        timetable.after(ticks, -1, new CallEvent.CallerSaid(text, 0.9));
    }

    /** Final words were given. */
    void said() {
        owed.poll();
    }

    /** Another ear takes the dialogue's place, and says what it has not said. */
    void listenOtherwise() {
        otherwise = true;
        timetable.drop(CallEvent.CallerSaid.class::isInstance);
        owed.forEach(words -> say(words, script.earTicks));
    }
}
