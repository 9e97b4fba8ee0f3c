package io.antiphon.conversation.journal;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.conversation.stage.CallEvent.Part;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.journal.JournalEvent;
import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.speech.Ear;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How an event stands in a journal, and the event again. Of sound and passages only what decisions rest on is kept;
 * frames and reports of playback are not written one by one (see {@link SoundTrack}).
 */
public final class JournalForm {
    private JournalForm() {}

    static Map<String, String> details(CallEvent event) {
        return switch (event) {
            case CallEvent.CallerFrame ignored -> Map.of();
            case CallEvent.CallerPartial(String text) -> Map.of("text", text);
            case CallEvent.CallerSaid(String text, double confidence) ->
                details("text", text, "confidence", confidence);
            case CallEvent.CallerTurn(var signal) -> Map.of("signal", signal.name());
            case CallEvent.DigitPressed(char digit) -> Map.of("digit", Character.toString(digit));
            case CallEvent.PlayedUpTo(long frame) -> details("frame", frame);
            case CallEvent.PlaybackCleared(long frame) -> details("frame", frame);
            case CallEvent.PassagesFound(int turn, var findings) ->
                details(
                        "turn",
                        turn,
                        "passages",
                        findings.passages().size(),
                        "confidence",
                        findings.confidence(),
                        "answerable",
                        findings.answerable());
            case CallEvent.ModelThought(int turn, int attempt, var piece) -> thought(turn, attempt, piece);
            case CallEvent.VoiceSounded(int turn, int utterance, var frames) ->
                details("turn", turn, "utterance", utterance, "frames", frames.size());
            case CallEvent.VoiceAligned(int turn, int utterance, var word) ->
                details(
                        "turn",
                        turn,
                        "utterance",
                        utterance,
                        "from",
                        word.from(),
                        "to",
                        word.to(),
                        "end_ms",
                        word.endMillis());
            case CallEvent.VoiceFinished(int turn, int utterance) -> details("turn", turn, "utterance", utterance);
            case CallEvent.ToolFinished(int turn, String id, String name, String arguments, String result) ->
                details("turn", turn, "id", id, "name", name, "arguments", arguments, "result", result);
            case CallEvent.ProviderFailed(int turn, var part, int piece, var failure) ->
                details(
                        "turn",
                        turn,
                        "part",
                        part.name(),
                        "piece",
                        piece,
                        "provider",
                        failure.provider(),
                        "kind",
                        failure.kind().name());
            case CallEvent.CallerHungUp ignored -> Map.of();
            case CallEvent.LineLost(String why) -> Map.of("why", why);
            case CallEvent.EndRequested(String reason) -> Map.of("reason", reason);
            case CallEvent.OperatorSaid(String text) -> Map.of("text", text);
            case CallEvent.LastWordsOverdue ignored -> Map.of();
        };
    }

    private static Map<String, String> thought(int turn, int attempt, ModelPiece piece) {
        return switch (piece) {
            case ModelPiece.Text(String text) -> details("turn", turn, "attempt", attempt, "text", text);
            case ModelPiece.ToolRequest(String id, String name, String arguments) ->
                details("turn", turn, "attempt", attempt, "tool", name, "id", id, "arguments", arguments);
            case ModelPiece.Sources(var passages) ->
                details("turn", turn, "attempt", attempt, "sources", passages.size());
            case ModelPiece.Done(var reason, int promptTokens, int answerTokens) ->
                details(
                        "turn",
                        turn,
                        "attempt",
                        attempt,
                        "reason",
                        reason.name(),
                        "prompt_tokens",
                        promptTokens,
                        "answer_tokens",
                        answerTokens);
        };
    }

    static Map<String, String> details(Object... pairs) {
        Map<String, String> details = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            details.put(pairs[i].toString(), pairs[i + 1].toString());
        }
        return details;
    }

    /**
     * The event that was written down; null for what is no event but a note, such as a decision.
     *
     * @param rate samples a second of the call's sound
     * @throws IllegalArgumentException when the entry is not one of ours
     */
    public static @Nullable CallEvent event(JournalEvent entry, int rate) {
        Entry of = new Entry(entry);
        return switch (entry.type()) {
            case "CallerPartial" -> new CallEvent.CallerPartial(of.text("text"));
            case "CallerSaid" -> new CallEvent.CallerSaid(of.text("text"), of.fraction("confidence"));
            case "CallerTurn" -> new CallEvent.CallerTurn(Ear.TurnSignal.valueOf(of.text("signal")));
            case "DigitPressed" -> new CallEvent.DigitPressed(of.text("digit").charAt(0));
            case "PlaybackCleared" -> new CallEvent.PlaybackCleared(of.number("frame"));
            case "PassagesFound" ->
                new CallEvent.PassagesFound(
                        of.number("turn"), new Findings(List.of(), of.fraction("confidence"), of.holds("answerable")));
            case "ModelThought" -> new CallEvent.ModelThought(of.number("turn"), of.number("attempt"), of.piece());
            case "VoiceSounded" ->
                new CallEvent.VoiceSounded(
                        of.number("turn"),
                        of.number("utterance"),
                        Stream.generate(() -> Frame.silence(rate))
                                .limit(of.number("frames"))
                                .toList());
            case "VoiceAligned" ->
                new CallEvent.VoiceAligned(
                        of.number("turn"),
                        of.number("utterance"),
                        new CallEvent.Word(of.number("from"), of.number("to"), of.number("end_ms")));
            case "VoiceFinished" -> new CallEvent.VoiceFinished(of.number("turn"), of.number("utterance"));
            case "ToolFinished" ->
                new CallEvent.ToolFinished(
                        of.number("turn"), of.text("id"), of.text("name"), of.text("arguments"), of.text("result"));
            case "ProviderFailed" ->
                new CallEvent.ProviderFailed(
                        of.number("turn"),
                        Part.valueOf(of.text("part")),
                        of.number("piece"),
                        new ProviderFailure(
                                of.text("provider"), ProviderFailure.Kind.valueOf(of.text("kind")), "as recorded"));
            case "CallerHungUp" -> new CallEvent.CallerHungUp();
            case "LineLost" -> new CallEvent.LineLost(of.text("why"));
            case "EndRequested" -> new CallEvent.EndRequested(of.text("reason"));
            case "OperatorSaid" -> new CallEvent.OperatorSaid(of.text("text"));
            case "LastWordsOverdue" -> new CallEvent.LastWordsOverdue();
            default -> null;
        };
    }

    /** Reads an entry's details; asked for one that it lacks, it throws an {@link IllegalArgumentException}. */
    public record Entry(JournalEvent event) {
        /** The detail of this name. */
        public String text(String key) {
            String value = event.details().get(key);
            if (value == null) {
                throw new IllegalArgumentException("the journal's " + event.type() + " lacks " + key);
            }
            return value;
        }

        /** The same as a whole number. */
        public int number(String key) {
            return Integer.parseInt(text(key));
        }

        double fraction(String key) {
            return Double.parseDouble(text(key));
        }

        boolean holds(String key) {
            return text(key).equals("true");
        }

        boolean has(String key) {
            return event.details().containsKey(key);
        }

        ModelPiece piece() {
            if (has("text")) {
                return new ModelPiece.Text(text("text"));
            }
            if (has("tool")) {
                return new ModelPiece.ToolRequest(text("id"), text("tool"), text("arguments"));
            }
            if (has("sources")) {
                return new ModelPiece.Sources(List.of());
            }
            return new ModelPiece.Done(
                    ModelPiece.StopReason.valueOf(text("reason")), number("prompt_tokens"), number("answer_tokens"));
        }
    }
}
