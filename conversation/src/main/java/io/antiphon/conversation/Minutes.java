package io.antiphon.conversation;

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

    void caller(int turn, Hearing hearing) {
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
        talk.caller(text);
    }

    /** @param text what was heard of the turn */
    void agent(Turn turn, String text, boolean interrupted) {
        if (!text.isEmpty()) {
            stage.journal()
                    .transcript(new TranscriptEntry(
                            turn.number,
                            TranscriptEntry.Role.ASSISTANT,
                            text,
                            settings.persona().language(),
                            turn.startTick,
                            clock.tick(),
                            interrupted,
                            Double.NaN));
        }
        talk.agent(text, List.of());
        stage.show(new Notice.AgentText(text, true, interrupted));
        TurnRecord record = new TurnRecord(
                turn.number,
                turn.heard,
                text,
                turn.cited(),
                turn.thought.findings.confidence(),
                turn.heard.isEmpty() ? "" : settings.resources().mindName(),
                interrupted,
                turn.stamps.latency(),
                turn.guesses,
                new TurnRecord.Span(turn.stamps.begun(), clock.micros()));
        stage.journal().turn(record);
        stage.show(new Notice.TurnDone(record));
    }
}
