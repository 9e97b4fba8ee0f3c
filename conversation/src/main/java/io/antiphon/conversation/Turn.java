package io.antiphon.conversation;

import io.antiphon.ports.journal.TurnRecord;
import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.knowledge.Passage;
import io.antiphon.ports.mind.ModelPiece;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One turn of the agent while it is made: what it answers, how far it has come, and when each part was done. */
final class Turn {
    final int number;

    /** What the caller said; empty for what the agent says of its own accord. */
    final String heard;

    final SentenceSplitter splitter = new SentenceSplitter();
    final Deque<String> sentences = new ArrayDeque<>();
    final List<ModelPiece.ToolRequest> requests = new ArrayList<>();
    final Stamps stamps = new Stamps();

    Findings findings = Findings.none();

    /** What the model says its words are drawn from; null when it does not tell. */
    @Nullable
    List<Passage> sources;

    long startTick;
    int utterances;
    int mindRank;
    int voiceRank;
    int toolRounds;
    int toolsRunning;
    boolean modelDone;
    boolean voiceBusy;
    boolean fillerGiven;
    boolean reminder;

    /** The sentence the voice is busy with, for a second voice to say should the first fail. */
    String speaking = "";

    /** Why the call ends once this turn has been heard; null when it goes on. */
    @Nullable
    String endsCall;

    Turn(int number, String heard, long startTick) {
        this.number = number;
        this.heard = heard;
        this.startTick = startTick;
    }

    /** What stands behind the answer, for the record. */
    List<Passage> cited() {
        if (sources != null) {
            return sources;
        }
        return findings.answerable() ? findings.passages() : List.of();
    }

    /** Whether everything this turn will ever say has been given to the mouth. */
    boolean isComplete() {
        return modelDone && toolsRunning == 0 && sentences.isEmpty() && !voiceBusy;
    }

    /** Moments of a turn, in microseconds of the machine's clock since the call began; -1 until they come. */
    static final class Stamps {
        long voicedEnd = -1;
        long committed = -1;
        long found = -1;
        long sentence = -1;
        long sounded = -1;
        long sent = -1;
        long played = -1;

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
