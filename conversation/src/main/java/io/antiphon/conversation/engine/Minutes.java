package io.antiphon.conversation.engine;

import io.antiphon.conversation.hearing.Hearing;
import io.antiphon.conversation.settings.CallSettings;
import io.antiphon.conversation.stage.Clock;
import io.antiphon.conversation.stage.Stage;
import io.antiphon.ports.journal.TranscriptEntry;
import io.antiphon.ports.journal.TurnRecord;
import io.antiphon.ports.line.Notice;
import java.util.List;

/** Writes down what was said and heard: into the record, into the talk, and to whoever watches. */
final class Minutes {
    private final CallSettings settings;
    private final Stage stage;
    private final Talk talk;
    private final Clock clock;

    Minutes(CallSettings settings, Stage stage, Talk talk, Clock clock) {
        this.settings = settings;
        this.stage = stage;
        this.talk = talk;
        this.clock = clock;
    }

    /** @param known whether a dialogue has heard it itself */
    void caller(int turn, Hearing hearing, boolean known) {
        String text = hearing.text();
        stage.show(new Notice.CallerText(text, true));
        stage.journal()
                .transcript(new TranscriptEntry(
                        turn,
                        TranscriptEntry.Role.USER,
                        text,
                        settings.persona().language(),
                        Math.max(0, hearing.startTick()),
                        hearing.lastVoicedTick() + 1,
                        false,
                        hearing.confidence()));
        if (known) {
            talk.callerTo(text, talk.size());
        } else {
            talk.caller(text);
        }
    }

    /** What the caller said to a dialogue, which had no words for it until now. */
    void callerLate(Conversing.Missing of, String text, double confidence) {
        stage.show(new Notice.CallerText(text, true));
        stage.journal()
                .transcript(new TranscriptEntry(
                        of.turn().number,
                        TranscriptEntry.Role.USER,
                        text,
                        settings.persona().language(),
                        of.startTick(),
                        of.endTick(),
                        false,
                        confidence));
        talk.callerTo(text, of.place());
    }

    /** @param text what was heard of the turn */
    void agent(Turn turn, String text, boolean interrupted) {
        boolean forOperator = turn.purpose == Turn.Purpose.OPERATOR;
        if (!text.isEmpty()) {
            stage.journal()
                    .transcript(new TranscriptEntry(
                            turn.number,
                            forOperator ? TranscriptEntry.Role.OPERATOR : TranscriptEntry.Role.ASSISTANT,
                            text,
                            settings.persona().language(),
                            turn.startTick,
                            clock.tick(),
                            interrupted,
                            Double.NaN));
        }
        boolean known = turn.spoken.utterances.stream().anyMatch(utterance -> utterance.spontaneous);
        if (forOperator) {
            talk.operator(text, known);
        } else if (known) {
            talk.agentOf(text);
        } else {
            talk.agent(text, List.of());
        }
        stage.show(new Notice.AgentText(text, true, interrupted));
        TurnRecord record = turn.record(settings.resources().minds(), text, interrupted, clock.micros());
        stage.journal().turn(record);
        stage.show(new Notice.TurnDone(record));
    }
}
