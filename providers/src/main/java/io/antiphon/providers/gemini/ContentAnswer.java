package io.antiphon.providers.gemini;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.ModelPiece.StopReason;
import io.antiphon.providers.wire.Pieces;
import io.antiphon.providers.wire.VendorFailures;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** One answer put together from its chunks. Belongs to the thread that waits for it. */
final class ContentAnswer {
    private static final Set<String> REFUSALS =
            Set.of("SAFETY", "RECITATION", "LANGUAGE", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII");
    private static final Set<String> ENDINGS = Set.of("STOP", "MAX_TOKENS");

    private final VendorFailures failures;
    private final Pieces pieces;
    private final String idPrefix;
    private final List<ModelPiece.ToolRequest> calls = new ArrayList<>();
    private String finish = "";
    private boolean blocked;
    private int promptTokens;
    private int answerTokens;

    ContentAnswer(VendorFailures failures, Pieces pieces, String idPrefix) {
        this.failures = failures;
        this.pieces = pieces;
        this.idPrefix = idPrefix;
    }

    /** Takes a chunk; true where it holds a part of the answer. */
    boolean take(JsonNode chunk) throws ProviderFailure, InterruptedException {
        JsonNode error = chunk.path("error");
        if (error.isObject()) {
            throw failures.told(error.path("status").asString(""));
        }
        JsonNode usage = chunk.path("usageMetadata");
        promptTokens = usage.path("promptTokenCount").asInt(promptTokens);
        if (usage.has("candidatesTokenCount") || usage.has("thoughtsTokenCount")) {
            answerTokens = usage.path("candidatesTokenCount").asInt(0)
                    + usage.path("thoughtsTokenCount").asInt(0);
        }
        blocked |=
                !chunk.path("promptFeedback").path("blockReason").asString("").isEmpty();
        JsonNode candidate = chunk.path("candidates").path(0);
        finish = candidate.path("finishReason").asString(finish);
        boolean some = false;
        for (JsonNode part : candidate.path("content").path("parts")) {
            some |= take(part, part.path("functionCall"));
        }
        return some;
    }

    private boolean take(JsonNode part, JsonNode call) throws InterruptedException {
        if (call.isObject()) {
            String id = call.path("id").asString(idPrefix + calls.size());
            calls.add(new ModelPiece.ToolRequest(
                    ToolIds.of(id, part.path("thoughtSignature").asString("")),
                    call.path("name").asString(""),
                    call.path("args").isObject() ? call.path("args").toString() : "{}"));
            return true;
        }
        if (part.path("thought").asBoolean(false)) {
            return false;
        }
        String text = part.path("text").asString("");
        pieces.text(text);
        return !text.isEmpty();
    }

    /** The body is over; without a reason it ended too early. */
    void finish() throws ProviderFailure, InterruptedException {
        if (finish.isEmpty() && !blocked) {
            throw failures.late("the answer broke off before its end");
        }
        StopReason reason = reason();
        if (reason == StopReason.TOOLS) {
            for (var call : calls) {
                pieces.give(call);
            }
        }
        pieces.give(new ModelPiece.Done(reason, promptTokens, answerTokens));
    }

    private StopReason reason() throws ProviderFailure {
        if (blocked || REFUSALS.contains(finish)) {
            return StopReason.REFUSED;
        }
        if (!ENDINGS.contains(finish)) {
            throw failures.told(finish);
        }
        if (finish.equals("MAX_TOKENS")) {
            return StopReason.LENGTH;
        }
        return calls.isEmpty() ? StopReason.COMPLETE : StopReason.TOOLS;
    }
}
