package io.antiphon.providers.deepgram;

import io.antiphon.audio.Frame;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.providers.wire.EarProtocol;
import io.antiphon.providers.wire.EarTimes;
import io.antiphon.providers.wire.VendorFailures;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Nova's conversation: interim results replace each other, final ones stay, and a Finalize flushes what the vendor still
 * holds. Positions are counted in sound sent, the clock by which the vendor dates its results.
 */
final class NovaProtocol implements EarProtocol {
    /** A result that ends this close to a position reaches it, in seconds. */
    private static final double NEAR = 0.045;

    private final VendorFailures failures;
    private final EarTimes times;
    private final Encoding encoding;

    private final List<String> finals = new ArrayList<>();
    private String interim = "";
    private double confidence = Double.NaN;

    private long frames;
    private double speechUntil;
    private double finalUntil;
    private double finishedUntil;
    private double guessedUntil = -1;
    private final Deque<Double> finishes = new ArrayDeque<>();

    NovaProtocol(VendorFailures failures, EarTimes times, Encoding encoding) {
        this.failures = failures;
        this.times = times;
        this.encoding = encoding;
    }

    private double sent() {
        return frames / (double) Frame.PER_SECOND;
    }

    @Override
    public void sound(Frame frame, boolean speech, Exchange to) {
        frames++;
        if (speech) {
            speechUntil = sent();
        }
        to.send(encoding.bytes(frame));
    }

    @Override
    public void finish(Exchange to) {
        boolean allIsFinal = interim.isEmpty() && speechUntil <= finalUntil + NEAR;
        if (finishes.isEmpty() && allIsFinal) {
            finishedUntil = sent();
            answer(to);
            return;
        }
        finishes.add(sent());
        to.send("{\"type\":\"Finalize\"}");
        to.expect(times.answer());
    }

    @Override
    public void message(JsonNode message, Exchange to) throws ProviderFailure {
        switch (message.path("type").asString("")) {
            case "Results" -> results(message, to);
            case "Error" ->
                throw failures.told(
                        message.path("code").asString(""),
                        message.path("err_code").asString(""));
            case "UtteranceEnd" -> {
                // The words before it have been final since; all that was missing is that they are the last.
                interim = "";
                to.partial(text());
            }
            default -> {
                // SpeechStarted and Metadata say nothing that matters here; what is new may be passed over.
            }
        }
    }

    private void results(JsonNode results, Exchange to) {
        double end =
                results.path("start").asDouble(0) + results.path("duration").asDouble(0);
        JsonNode best = results.path("channel").path("alternatives").path(0);
        String transcript = best.path("transcript").asString("").strip();
        boolean flushed = results.path("from_finalize").asBoolean(false);
        if (!results.path("is_final").asBoolean(false)) {
            interim = transcript;
            if (!transcript.isEmpty()) {
                to.partial(text());
            }
            return;
        }
        interim = "";
        finalUntil = Math.max(finalUntil, end);
        if (!transcript.isEmpty() && end > guessedUntil + NEAR) {
            finals.add(transcript);
            double sure = best.path("confidence").asDouble(Double.NaN);
            confidence = Double.isNaN(confidence) ? sure : Math.min(confidence, sure);
        }
        boolean reached =
                !finishes.isEmpty() && (end >= finishes.getFirst() - NEAR || (flushed && end > finishedUntil + NEAR));
        if (reached) {
            reached(to);
        } else if (!transcript.isEmpty()) {
            to.partial(text());
        }
    }

    private void reached(Exchange to) {
        finishedUntil = finishes.removeFirst();
        answer(to);
        to.expect(finishes.isEmpty() ? null : times.answer());
    }

    /** What the vendor did not make final in time is told as it was last guessed. */
    @Override
    public void overdue(Exchange to) {
        if (!interim.isEmpty()) {
            finals.add(interim);
            interim = "";
            guessedUntil = sent();
        }
        while (!finishes.isEmpty()) {
            finishedUntil = finishes.removeFirst();
            answer(to);
        }
    }

    private void answer(Exchange to) {
        String text = String.join(" ", finals);
        double sure = confidence;
        finals.clear();
        confidence = Double.NaN;
        to.said(text, sure);
    }

    private String text() {
        String settled = String.join(" ", finals);
        if (interim.isEmpty()) {
            return settled;
        }
        return settled.isEmpty() ? interim : settled + " " + interim;
    }

    @Override
    public String keepAlive() {
        return "{\"type\":\"KeepAlive\"}";
    }

    @Override
    public String farewell() {
        return "{\"type\":\"CloseStream\"}";
    }
}
