package io.antiphon.conversation.engine;

import io.antiphon.conversation.engine.Turn.Thought;
import io.antiphon.conversation.settings.CallSettings;
import io.antiphon.conversation.stage.Clock;
import io.antiphon.conversation.stage.MindStage;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.Prompt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gets one answer out of the models of an agent. A model that stalls is not given up at once: the next one is asked as
 * well, and the first to speak is listened to. Belongs to the call's thread; its state is the turn's.
 */
final class Thinking {
    /** The rank of a dialogue, where one leads. */
    static final int DIALOGUE = 0;

    private static final int TOOL_ROUNDS = 5;

    private final CallSettings settings;
    private final MindStage stage;
    private final Talk talk;
    private final Clock clock;
    private final Leader leader;
    private final Preference preference;

    Thinking(CallSettings settings, MindStage stage, Talk talk, Clock clock, Leader leader) {
        this.settings = settings;
        this.stage = stage;
        this.leader = leader;
        this.talk = talk;
        this.clock = clock;
        this.preference = new Preference(clock);
    }

    /** Asks for an answer, or after tools have run for the next part of it. */
    void ask(Turn turn) {
        Thought thought = turn.thought;
        thought.attempts.clear();
        thought.chosen = null;
        thought.madeInRound = 0;
        thought.failures = 0;
        thought.done = false;
        int rank = preference.rank();
        attempt(turn, rank == 0 || !turn.isWordless() ? rank : 0);
    }

    /** What needs no thought is said by voices for a while. */
    void turnFromDialogue() {
        preference.turnTo(1);
    }

    /** Whether the dialogue would be asked first, so that it may say what needs no thought as well. */
    boolean startsWithDialogue() {
        return leader.leads() && preference.rank() == DIALOGUE;
    }

    private boolean isDialogue(int rank) {
        return settings.resources().dialogue() && rank == DIALOGUE;
    }

    /** How many can be asked: the dialogue, which is the first, and the models. */
    private int many() {
        return settings.resources().minds().size();
    }

    private void attempt(Turn turn, int wanted) {
        Thought thought = turn.thought;
        int rank = isDialogue(wanted) && !leader.leads() ? 1 : wanted;
        if (!isDialogue(rank) && turn.isWordless() && settings.resources().dialogue()) {
            thought.wantsWords = true;
            preference.turnTo(rank);
            leader.giveUp();
            return;
        }
        Attempt attempt = new Attempt(thought.made++, rank, clock.tick());
        thought.madeInRound++;
        thought.attempts.add(attempt);
        if (isDialogue(rank)) {
            leader.ask(turn, attempt);
        } else {
            stage.think(
                    turn.id,
                    attempt.number,
                    prompt(turn),
                    rank - (settings.resources().dialogue() ? 1 : 0));
        }
    }

    /** It is known now what the caller said, and somebody who needs words can be asked. */
    void wordsCame(Turn turn) {
        if (turn.thought.wantsWords) {
            turn.thought.wantsWords = false;
            attempt(turn, preference.rank());
        }
    }

    private Prompt prompt(Turn turn) {
        String given = (turn.spoken.spontaneously() + " " + turn.thought.given).strip();
        String instructions = settings.persona().instructions() + colleagues(talk.operators());
        return new Prompt(
                given.isEmpty() ? instructions : instructions + goOn(given),
                turn.isCommitted() ? talk.messages() : talk.messagesWith(turn.heard),
                turn.wishes.rounds < TOOL_ROUNDS ? settings.resources().tools() : List.of(),
                turn.thought.findings,
                settings.persona().language(),
                settings.persona().name());
    }

    /** Which of the agent's words were not the model's own. */
    private static String colleagues(List<String> said) {
        return said.isEmpty()
                ? ""
                : "\n\nIn this call a human colleague has spoken with your voice. Keep to what they said: \""
                        + String.join("\" \"", said) + "\"";
    }

    /** For a model that takes over in the middle, or goes on after a tool: what the caller hears in this turn already. */
    private static String goOn(String given) {
        return "\n\nIn this answer you have already said: \"" + given
                + "\" Go on from there and do not say any of it again.";
    }

    /**
     * Takes a piece and tells whose it is.
     *
     * @return the attempt, when this piece is to be listened to; null when it is dropped or decides nothing
     */
    @Nullable
    Attempt take(Turn turn, int number, ModelPiece piece) {
        Thought thought = turn.thought;
        Attempt from = live(thought, number);
        if (from == null || thought.done) {
            return null;
        }
        if (piece instanceof ModelPiece.Sources(var passages)) {
            from.sources = passages;
            return null;
        }
        if (piece instanceof ModelPiece.Text(String text) && text.isEmpty()) {
            return null;
        }
        choose(turn, from);
        return from;
    }

    private void choose(Turn turn, Attempt from) {
        Thought thought = turn.thought;
        from.lastWord = clock.tick();
        thought.chosen = from;
        thought.wantsWords = false;
        preference.turnTo(from.rank);
        for (Attempt other : List.copyOf(thought.attempts)) {
            if (other != from) {
                drop(turn, other);
            }
        }
    }

    /** The utterance of the dialogue that sounds, which is listened to from now on; null when it is wanted no more. */
    @Nullable
    Utterance sounded(Turn turn, int utterance) {
        for (Attempt attempt : turn.thought.attempts) {
            Utterance own = attempt.utterance;
            if (own != null && own.number == utterance && !turn.thought.done) {
                choose(turn, attempt);
                return own;
            }
        }
        return null;
    }

    private void drop(Turn turn, Attempt attempt) {
        turn.thought.attempts.remove(attempt);
        stage.cancelThought(turn.id, attempt.number);
        breakOff(attempt);
    }

    private static void breakOff(Attempt attempt) {
        if (attempt.utterance != null) {
            attempt.utterance.breakOff();
        }
    }

    /**
     * An attempt failed; the next model is asked where there is one.
     *
     * @return whether an answer can still come
     */
    boolean failed(Turn turn, int number) {
        Thought thought = turn.thought;
        Attempt failed = live(thought, number);
        if (failed == null || thought.done) {
            return true;
        }
        thought.attempts.remove(failed);
        breakOff(failed);
        if (thought.chosen == failed) {
            thought.chosen = null;
        }
        if (!thought.attempts.isEmpty()) {
            return true;
        }
        thought.failures++;
        if (turn.script.isEmpty() && thought.failures < many()) {
            preference.turnTo(next(failed));
            attempt(turn, next(failed));
            return true;
        }
        return false;
    }

    private int next(Attempt attempt) {
        return (attempt.rank + 1) % many();
    }

    /** Asks a second model when the first keeps the caller waiting. */
    void watch(Turn turn) {
        Thought thought = turn.thought;
        if (thought.done || thought.attempts.isEmpty() || !turn.script.isEmpty()) {
            return;
        }
        Attempt newest = thought.attempts.getLast();
        if (hasSoundLeft(newest)) {
            return;
        }
        boolean begun = newest == thought.chosen;
        int patience = begun ? Patience.NEXT_WORD : Patience.FIRST_WORD;
        int minds = many();
        boolean another = minds > 1 && thought.madeInRound < minds + 2;
        // Who answers in the dialogue's place needs words; those still missing after twice the patience will not come.
        boolean wantsWords = turn.isWordless() && isDialogue(newest.rank) && !begun;
        if (clock.since(newest.lastWord) < (another && !wantsWords ? patience : 2 * patience)) {
            return;
        }
        if (another) {
            attempt(turn, next(newest));
        } else if (thought.madeInRound < 2) {
            attempt(turn, newest.rank);
        }
    }

    /** Ticks since anything came of the newest attempt; 0 while there is sound of it to be heard. */
    long silentFor(Turn turn) {
        return turn.thought.attempts.isEmpty() || hasSoundLeft(turn.thought.attempts.getLast())
                ? 0
                : clock.since(turn.thought.attempts.getLast().lastWord);
    }

    private static boolean hasSoundLeft(Attempt attempt) {
        return attempt.utterance != null && attempt.utterance.waiting() > Patience.NEXT_SOUND;
    }

    /** Nothing more is wanted of any model in this turn. */
    void stop(Turn turn) {
        turn.thought.done = true;
        List.copyOf(turn.thought.attempts).forEach(attempt -> drop(turn, attempt));
    }

    private static @Nullable Attempt live(Thought thought, int number) {
        for (Attempt attempt : thought.attempts) {
            if (attempt.number == number) {
                return attempt;
            }
        }
        return null;
    }
}
