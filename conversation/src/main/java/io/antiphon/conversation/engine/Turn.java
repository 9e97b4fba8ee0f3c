package io.antiphon.conversation.engine;

import io.antiphon.ports.journal.TurnRecord;
import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.knowledge.Passage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One turn of the agent while it is made: what it answers, how far it has come, and when each part was done. */
final class Turn {
    /** Names the turn to the stage and in events; never used twice, also not by a turn that was only guessed. */
    final int id;

    /** What the caller said; empty for what the agent says of its own accord, and while a dialogue has no words for it. */
    String heard;

    /** What the agent wants to say of its own accord, where a dialogue is to say it. */
    String script = "";

    /** Length of the talk when it was begun. */
    final int talked;

    final Purpose purpose;
    final Stamps stamps = new Stamps();
    final Thought thought = new Thought();
    final Spoken spoken = new Spoken();
    final Wishes wishes = new Wishes();

    /** Its place in the call; -1 while it is only a guess. Until then nothing of it is heard, done or written down. */
    int number = -1;

    /** Whether nothing more comes of it, although it is not yet known how much of it was heard. */
    boolean over;

    long startTick;
    int guesses;
    int fillers;

    /** Why the call ends once this turn has been heard; null when it goes on. */
    @Nullable
    String endsCall;

    Turn(int id, String heard, int talked, Purpose purpose) {
        this.id = id;
        this.heard = heard;
        this.talked = talked;
        this.purpose = purpose;
    }

    /** Why the agent speaks. */
    enum Purpose {
        ANSWER,
        GREETING,
        REMINDER,
        /** Anything else it says of its own accord. */
        REMARK,
        /** What an operator has it say. */
        OPERATOR,
        /** A word that shows the caller that they are listened to. */
        BACKCHANNEL,
        /** The result of a tool whose turn was over before it came. */
        NEWS
    }

    /** Whether it answers words that a dialogue alone has heard. */
    boolean isWordless() {
        return purpose == Purpose.ANSWER && heard.isBlank();
    }

    boolean isCommitted() {
        return number >= 0;
    }

    /** What stands behind the answer, for the record. */
    List<Passage> cited() {
        Attempt chosen = thought.chosen;
        if (chosen != null && chosen.sources != null) {
            return chosen.sources;
        }
        return thought.findings.answerable() ? thought.findings.passages() : List.of();
    }

    /**
     * What is kept of it once it is over.
     *
     * @param minds names of those who can be asked, by rank
     * @param heardOfIt what the caller heard
     * @param now microseconds since the call began
     */
    TurnRecord record(List<String> minds, String heardOfIt, boolean interrupted, long now) {
        return new TurnRecord(
                number,
                heard,
                heardOfIt,
                cited(),
                thought.findings.confidence(),
                thought.answeredBy.stream().map(minds::get).distinct().collect(Collectors.joining(", ")),
                interrupted,
                stamps.latency(),
                guesses,
                new TurnRecord.Span(stamps.begun(), now));
    }

    /** Whether everything this turn will ever say has been given to the mouth. */
    boolean isComplete() {
        return thought.done && wishes.running == 0 && spoken.sentences.isEmpty() && spoken.now == null;
    }

    /** What is being thought. */
    static final class Thought {
        /** Attempts that may still give something, oldest first. */
        final List<Attempt> attempts = new ArrayList<>();

        /** What has been given to the voice, to go on from should the model break off. */
        final StringBuilder given = new StringBuilder();

        Findings findings = Findings.none();

        /** When passages were asked for; -1 when they are not waited for. */
        long finding = -1;

        /** The ranks of those whose words it holds, in the order in which they gave them. */
        final SequencedSet<Integer> answeredBy = new LinkedHashSet<>();

        /** The attempt whose words count. */
        @Nullable
        Attempt chosen;

        int made;
        int madeInRound;
        int failures;
        boolean done;

        /** Nobody can be asked before it is known what the caller said. */
        boolean wantsWords;
    }

    /** What is being spoken. */
    static final class Spoken {
        final Deque<String> sentences = new ArrayDeque<>();
        final List<Utterance> utterances = new ArrayList<>();

        /** What a dialogue was asked to say, whether anything of it came or not. */
        final List<Utterance> spontaneous = new ArrayList<>();

        /** The voice at work, and the second one that was asked for the same sentence. */
        @Nullable
        Speech now;

        @Nullable
        Speech rival;

        int made;

        /** Voices asked for the present sentence. */
        int tries;

        int repeated;

        /** What a dialogue has said, as far as there is sound for it. */
        String spontaneously() {
            return spontaneous.stream()
                    .map(Utterance::soundedText)
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining(" "));
        }
    }

    /** What the model wants done. */
    static final class Wishes {
        /** Asked for in a turn that is only a guess; nothing of it has been done. */
        final List<io.antiphon.ports.mind.ModelPiece.ToolRequest> held = new ArrayList<>();

        /** Tools asked for since the model last spoke. */
        int asked;

        int rounds;
        int running;
    }

    /** Moments of a turn, in microseconds of the machine's clock since the call began; -1 until they come. */
    static final class Stamps {
        long given = -1;
        long voicedEnd = -1;
        long committed = -1;
        long found = -1;
        long sentence = -1;
        long sounded = -1;
        long sent = -1;
        long played = -1;

        /** When the caller stopped and waited; where nobody waited, when the agent took the floor. */
        long begun() {
            return voicedEnd >= 0 ? voicedEnd : given;
        }

        TurnRecord.Latency latency() {
            return new TurnRecord.Latency(
                    between(voicedEnd, committed),
                    between(committed, found),
                    between(found < 0 ? committed : found, sentence),
                    between(sentence, sounded),
                    between(sounded, sent),
                    between(voicedEnd, sent),
                    between(voicedEnd, played));
        }

        private static int between(long from, long to) {
            return from < 0 || to < 0 ? -1 : (int) Math.max(0, (to - from + 500) / 1000);
        }
    }
}
