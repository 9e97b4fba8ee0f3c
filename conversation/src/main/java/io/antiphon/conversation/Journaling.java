package io.antiphon.conversation;

import io.antiphon.ports.journal.CallJournal;
import io.antiphon.ports.journal.JournalEvent;
import io.antiphon.ports.mind.ModelPiece;
import java.util.Map;

/** Writes each event of a call into its journal, with what is needed to play it again. Frames go to the recording. */
final class Journaling {
    private final CallJournal journal;
    private final Clock clock;

    Journaling(CallJournal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    void happened(CallEvent event) {
        if (event instanceof CallEvent.CallerFrame) {
            return;
        }
        write(event.getClass().getSimpleName(), details(event));
    }

    void decided(Decision decision) {
        write("Decided", Map.of("decision", decision.name()));
    }

    /** A tool is about to run: written down first, so that no restart and no retry can run it unknowingly again. */
    void started(int turn, ModelPiece.ToolRequest request) {
        write(
                "ToolStarted",
                Map.of(
                        "turn",
                        Integer.toString(turn),
                        "id",
                        request.id(),
                        "name",
                        request.name(),
                        "arguments",
                        request.arguments()));
    }

    private void write(String type, Map<String, String> details) {
        journal.event(new JournalEvent(clock.tick(), clock.micros(), type, details));
    }

    private static Map<String, String> details(CallEvent event) {
        return switch (event) {
            case CallEvent.CallerFrame ignored -> Map.of();
            case CallEvent.CallerPartial(String text) -> Map.of("text", text);
            case CallEvent.CallerSaid(String text, double confidence) ->
                Map.of("text", text, "confidence", Double.toString(confidence));
            case CallEvent.CallerTurn(var signal) -> Map.of("signal", signal.name());
            case CallEvent.DigitPressed(char digit) -> Map.of("digit", Character.toString(digit));
            case CallEvent.PlayedUpTo(long frame) -> Map.of("frame", Long.toString(frame));
            case CallEvent.PlaybackCleared(long frame) -> Map.of("frame", Long.toString(frame));
            case CallEvent.PassagesFound(int turn, var findings) ->
                Map.of(
                        "turn",
                        Integer.toString(turn),
                        "passages",
                        Integer.toString(findings.passages().size()),
                        "confidence",
                        Double.toString(findings.confidence()),
                        "answerable",
                        Boolean.toString(findings.answerable()));
            case CallEvent.ModelThought(int turn, int attempt, var piece) -> thought(turn, attempt, piece);
            case CallEvent.VoiceSounded(int turn, int utterance, var frames) ->
                Map.of(
                        "turn",
                        Integer.toString(turn),
                        "utterance",
                        Integer.toString(utterance),
                        "frames",
                        Integer.toString(frames.size()));
            case CallEvent.VoiceAligned(int turn, int utterance, var word) ->
                Map.of(
                        "turn",
                        Integer.toString(turn),
                        "utterance",
                        Integer.toString(utterance),
                        "from",
                        Integer.toString(word.from()),
                        "to",
                        Integer.toString(word.to()),
                        "end_ms",
                        Integer.toString(word.endMillis()));
            case CallEvent.VoiceFinished(int turn, int utterance) ->
                Map.of("turn", Integer.toString(turn), "utterance", Integer.toString(utterance));
            case CallEvent.ToolFinished(int turn, String id, String name, String arguments, String result) ->
                Map.of(
                        "turn",
                        Integer.toString(turn),
                        "id",
                        id,
                        "name",
                        name,
                        "arguments",
                        arguments,
                        "result",
                        result);
            case CallEvent.ProviderFailed(int turn, var part, int piece, var failure) ->
                Map.of(
                        "turn",
                        Integer.toString(turn),
                        "part",
                        part.name(),
                        "piece",
                        Integer.toString(piece),
                        "provider",
                        failure.provider(),
                        "kind",
                        failure.kind().name());
            case CallEvent.CallerHungUp ignored -> Map.of();
            case CallEvent.LineLost(String why) -> Map.of("why", why);
            case CallEvent.EndRequested(String reason) -> Map.of("reason", reason);
            case CallEvent.LastWordsOverdue ignored -> Map.of();
        };
    }

    private static Map<String, String> thought(int turn, int attempt, ModelPiece piece) {
        String number = Integer.toString(turn);
        String of = Integer.toString(attempt);
        return switch (piece) {
            case ModelPiece.Text(String text) -> Map.of("turn", number, "attempt", of, "text", text);
            case ModelPiece.ToolRequest(String id, String name, String arguments) ->
                Map.of("turn", number, "attempt", of, "tool", name, "id", id, "arguments", arguments);
            case ModelPiece.Sources(var passages) ->
                Map.of("turn", number, "attempt", of, "sources", Integer.toString(passages.size()));
            case ModelPiece.Done(var reason, int promptTokens, int answerTokens) ->
                Map.of(
                        "turn",
                        number,
                        "attempt",
                        of,
                        "reason",
                        reason.name(),
                        "prompt_tokens",
                        Integer.toString(promptTokens),
                        "answer_tokens",
                        Integer.toString(answerTokens));
        };
    }
}
