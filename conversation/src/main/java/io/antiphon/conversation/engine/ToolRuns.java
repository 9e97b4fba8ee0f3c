package io.antiphon.conversation.engine;

import io.antiphon.conversation.stage.Clock;
import io.antiphon.conversation.stage.MindStage;
import io.antiphon.ports.mind.ModelPiece.ToolRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tools of one call, each wish carried out exactly once. A wish is a tool and its arguments; the same wish again,
 * from a second model or after an interruption, is the same wish while the model that repeats it could not have known
 * its result. Runs do not end with their turn. Belongs to the call's thread.
 */
final class ToolRuns {
    private final MindStage stage;
    private final Talk talk;
    private final Clock clock;
    private final Map<String, Run> runs = new HashMap<>();

    /** The last run of each wish. */
    private final Map<String, Run> wishes = new HashMap<>();

    ToolRuns(MindStage stage, Talk talk, Clock clock) {
        this.stage = stage;
        this.talk = talk;
        this.clock = clock;
    }

    private static final class Run {
        final ToolRequest request;
        int turn;
        int firstTurn;

        @Nullable
        String result;

        long finished = -1;

        Run(ToolRequest request, int turn) {
            this.request = request;
            this.turn = turn;
            this.firstTurn = turn;
        }
    }

    /** What became of a result. */
    enum Outcome {
        /** Nobody waits for it: it has come before. */
        UNKNOWN,
        /** The turn that wanted it goes on with it. */
        EXPECTED,
        /** Its turn is over; the caller has not been told. */
        LATE
    }

    /**
     * Runs what the model wants.
     *
     * @param asked when the model was given its prompt: what finished later it could not know
     */
    void want(Turn turn, ToolRequest wanted, long asked) {
        turn.wishes.asked++;
        String wish = wanted.name() + " " + wanted.arguments().replaceAll("\\s+", "");
        Run same = wishes.get(wish);
        if (same != null && same.result == null) {
            if (same.turn != turn.id) {
                same.turn = turn.id;
                turn.wishes.running++;
            }
            return;
        }
        if (same != null && same.result != null && same.finished >= asked) {
            if (same.turn != turn.id) {
                same.turn = turn.id;
                talk.tell(same.request, same.result);
            }
            return;
        }
        ToolRequest request =
                new ToolRequest("t" + turn.number + "." + turn.wishes.asked, wanted.name(), wanted.arguments());
        Run run = new Run(request, turn.id);
        runs.put(request.id(), run);
        wishes.put(wish, run);
        turn.wishes.running++;
        talk.asked(request);
        stage.run(turn.id, request);
    }

    /** A result has come. */
    Outcome finished(String id, String result, @Nullable Turn current) {
        Run run = runs.remove(id);
        if (run == null) {
            return Outcome.UNKNOWN;
        }
        run.result = result;
        run.finished = clock.tick();
        if (current != null && run.turn == current.id) {
            current.wishes.running--;
            if (run.firstTurn == current.id) {
                talk.answered(id, result);
            } else {
                talk.tell(run.request, result);
            }
            return Outcome.EXPECTED;
        }
        talk.tell(run.request, result);
        return Outcome.LATE;
    }

    /** Whether any tool is still at work. */
    boolean isRunning() {
        return !runs.isEmpty();
    }
}
