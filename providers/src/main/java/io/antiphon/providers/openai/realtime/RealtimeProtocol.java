package io.antiphon.providers.openai.realtime;

import io.antiphon.audio.Frame;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.mind.Message;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.ModelPiece.StopReason;
import io.antiphon.ports.mind.Prompt;
import io.antiphon.ports.speech.DialogueSettings;
import io.antiphon.ports.speech.SpeechToSpeech.Sound;
import io.antiphon.providers.wire.DialogueProtocol;
import io.antiphon.providers.wire.OpenCalls;
import io.antiphon.providers.wire.SpeechGate;
import io.antiphon.providers.wire.VendorFailures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The Realtime conversation. Speech goes out as it is spoken and is committed when the call takes it to be over; an
 * answer is asked for, never given unasked. The vendor gives one response at a time, so a new one waits until the one
 * before has ended, which a cancelled one does at once.
 */
final class RealtimeProtocol implements DialogueProtocol {
    private static final String RECEIPT = "receipt";
    private static final String WORDS = "words";
    private static final String BEGIN = "begin";
    private static final String END = "end";

    private final VendorFailures failures;
    private final RealtimeSettings settings;
    private final DialogueSettings asked;
    private final Sound sound;
    private final SpeechGate gate;
    private final Transcripts transcripts = new Transcripts();
    private final OpenCalls calls = new OpenCalls();
    private final Answers answers;
    private final List<Message> untold = new ArrayList<>();
    private boolean uncommitted;

    /** The response at work; none between two. */
    private @Nullable Response now;

    private @Nullable Waiting next;

    /** A response of the vendor's. */
    private static final class Response {
        final long answer;
        String id = "";
        boolean cancelled;
        boolean toldCancelled;
        boolean cutShort;
        boolean tools;

        Response(long answer) {
            this.answer = answer;
        }
    }

    private record Waiting(long answer, Prompt news) {}

    RealtimeProtocol(VendorFailures failures, RealtimeSettings settings, DialogueSettings asked) {
        this.failures = failures;
        this.settings = settings;
        this.asked = asked;
        this.sound = asked.rate() == Sound.CARRIER.rate() ? Sound.CARRIER : OpenAiRealtime.LINEAR;
        this.gate = new SpeechGate(asked.rate(), sound);
        this.answers = new Answers(sound.rate());
    }

    @Override
    public void opened(Exchange to) {
        to.send(ClientEvents.session(settings, asked, sound));
        to.expect(RECEIPT, settings.times().receipt());
    }

    // The caller

    @Override
    public void sound(Frame frame, boolean speech, Exchange to) {
        gate.take(frame, speech, piece -> {
            uncommitted = true;
            to.send(ClientEvents.append(piece));
        });
    }

    @Override
    public void finish(Exchange to) {
        int number = transcripts.handIn();
        gate.close();
        if (uncommitted) {
            commit(number, to);
        } else {
            transcripts.refused(number);
            tell(to);
        }
    }

    private void commit(int number, Exchange to) {
        uncommitted = false;
        to.send(ClientEvents.commit(number));
        to.expect(RECEIPT, settings.times().receipt());
        to.expect(WORDS, settings.times().words());
    }

    private void tell(Exchange to) {
        boolean told = false;
        for (String text : transcripts.told()) {
            told = true;
            to.said(text);
        }
        if (transcripts.isEmpty()) {
            to.expect(WORDS, null);
        } else if (told) {
            to.expect(WORDS, settings.times().words());
        }
    }

    // The answers

    @Override
    public void answer(long answer, Prompt news, Exchange to) {
        untold.addAll(news.messages());
        next = new Waiting(answer, news);
        if (now == null) {
            begin(to);
        } else {
            cancelNow(to);
        }
    }

    private void begin(Exchange to) {
        Waiting begun = next;
        if (begun == null) {
            return;
        }
        next = null;
        if (uncommitted) {
            gate.close();
            commit(transcripts.handIn(), to);
        }
        var rest = calls.answer(untold, (request, result) -> to.send(ClientEvents.result(request.id(), result)));
        untold.clear();
        rest.forEach(message -> to.send(ClientEvents.told(message)));
        now = new Response(begun.answer());
        to.send(ClientEvents.answer(begun.answer(), begun.news()));
        to.expect(BEGIN, settings.times().receipt());
    }

    @Override
    public void cancel(long answer, Exchange to) {
        if (next != null && next.answer() == answer) {
            next = null;
        }
        if (now != null && now.answer == answer) {
            cancelNow(to);
        }
    }

    private void cancelNow(Exchange to) {
        Response response = now;
        if (response == null) {
            return;
        }
        response.cancelled = true;
        if (!response.toldCancelled && !response.id.isEmpty()) {
            response.toldCancelled = true;
            to.send(ClientEvents.cancel(response.id));
            to.expect(END, settings.times().receipt());
        }
    }

    @Override
    public void heard(long answer, String text, int millis, Exchange to) {
        if (now != null && now.answer == answer) {
            // Cancelled first, so that nothing is added to what is cut; what still comes was not heard either.
            now.cutShort = true;
            cancelNow(to);
        }
        cut(answer, millis, to);
    }

    private void cut(long answer, int millis, Exchange to) {
        for (Answers.Cut cut : answers.cut(answer, millis)) {
            to.send(cut.millis() == 0 ? ClientEvents.delete(cut.item().id()) : ClientEvents.truncate(cut));
        }
    }

    // What comes

    @Override
    public void message(JsonNode message, Exchange to) throws ProviderFailure {
        switch (message.path("type").asString("")) {
            case "session.updated" ->
                to.expect(
                        RECEIPT,
                        transcripts.allTaken() ? null : settings.times().receipt());
            case "input_audio_buffer.committed" -> {
                transcripts.taken(message.path("item_id").asString(""));
                to.expect(
                        RECEIPT,
                        transcripts.allTaken() ? null : settings.times().receipt());
            }
            case "conversation.item.input_audio_transcription.delta" ->
                transcripts
                        .partial(text(message, "item_id"), text(message, "delta"))
                        .ifPresent(to::partial);
            case "conversation.item.input_audio_transcription.completed" -> {
                transcripts.said(text(message, "item_id"), text(message, "transcript"));
                tell(to);
            }
            case "conversation.item.input_audio_transcription.failed" -> {
                transcripts.said(text(message, "item_id"), "");
                tell(to);
            }
            case "response.created" -> begun(message.path("response"), to);
            case "response.output_audio.delta" -> sounded(message, to);
            case "response.output_audio_transcript.delta", "response.output_text.delta" -> {
                Response response = named(message);
                if (response != null) {
                    to.thought(response.answer, new ModelPiece.Text(text(message, "delta")));
                }
            }
            case "response.output_item.done" -> wished(message, to);
            case "response.done" -> done(message.path("response"), to);
            case "error" -> error(message.path("error"), to);
            default -> {
                // Echoes of what was sent, rate limits, and what is new.
            }
        }
    }

    private static String text(JsonNode message, String field) {
        return message.path(field).asString("");
    }

    private void begun(JsonNode response, Exchange to) {
        if (now == null || !now.id.isEmpty()) {
            return;
        }
        now.id = text(response, "id");
        to.expect(BEGIN, null);
        if (now.cancelled) {
            cancelNow(to);
        }
    }

    /** The response at work, where this message belongs to it and it is still wanted. */
    private @Nullable Response named(JsonNode message) {
        Response response = now;
        boolean its = response != null && !response.cancelled && response.id.equals(text(message, "response_id"));
        return its ? response : null;
    }

    private void sounded(JsonNode message, Exchange to) throws ProviderFailure {
        Response response = now;
        if (response == null || !response.id.equals(text(message, "response_id"))) {
            return;
        }
        short[] samples;
        try {
            samples = SpeechGate.decoded(text(message, "delta"), sound.codec());
        } catch (IllegalArgumentException unreadable) {
            throw failures.unreadable("sent sound that is not base64");
        }
        answers.sounded(
                response.answer,
                text(message, "item_id"),
                message.path("content_index").asInt(0),
                samples.length);
        if (!response.cancelled) {
            to.audio(response.answer, samples, sound.rate());
        }
    }

    private void wished(JsonNode message, Exchange to) {
        JsonNode item = message.path("item");
        if (!text(item, "type").equals("function_call") || !text(item, "status").equals("completed")) {
            return;
        }
        var request = new ModelPiece.ToolRequest(text(item, "call_id"), text(item, "name"), text(item, "arguments"));
        calls.add(request);
        Response response = named(message);
        if (response != null) {
            response.tools = true;
            to.thought(response.answer, request);
        }
    }

    private void done(JsonNode response, Exchange to) {
        Response ended = now;
        if (ended == null || !ended.id.equals(text(response, "id"))) {
            return;
        }
        now = null;
        to.expect(END, null);
        if (ended.cutShort) {
            cut(ended.answer, 0, to);
        }
        if (!ended.cancelled) {
            end(ended, response, to);
        }
        begin(to);
    }

    private void end(Response ended, JsonNode response, Exchange to) {
        JsonNode details = response.path("status_details");
        if (text(response, "status").equals("failed")) {
            JsonNode error = details.path("error");
            to.failed(ended.answer, failures.told(text(error, "code"), text(error, "type")));
            return;
        }
        JsonNode usage = response.path("usage");
        to.thought(
                ended.answer,
                new ModelPiece.Done(
                        reason(ended, text(details, "reason")),
                        usage.path("input_tokens").asInt(0),
                        usage.path("output_tokens").asInt(0)));
    }

    private static StopReason reason(Response ended, String told) {
        return switch (told) {
            case "max_output_tokens" -> StopReason.LENGTH;
            case "content_filter" -> StopReason.REFUSED;
            default -> ended.tools ? StopReason.TOOLS : StopReason.COMPLETE;
        };
    }

    /** Most errors are answers to one message and the session goes on; it tells to which by the name we gave it. */
    private void error(JsonNode error, Exchange to) throws ProviderFailure {
        String of = text(error, "event_id");
        String code = text(error, "code");
        if (of.startsWith("commit-")) {
            transcripts.refused(Integer.parseInt(of.substring("commit-".length())));
            to.expect(RECEIPT, transcripts.allTaken() ? null : settings.times().receipt());
            tell(to);
        } else if (of.startsWith("answer-")) {
            refused(Long.parseLong(of.substring("answer-".length())), code, text(error, "type"), to);
        } else if (of.isEmpty() || of.equals("session")) {
            throw failures.told(code, text(error, "type"));
        }
        // A cancel that came too late or a cut of what is gone has done no harm.
    }

    private void refused(long answer, String code, String type, Exchange to) {
        if (now != null && now.answer == answer) {
            now = null;
            to.expect(BEGIN, null);
            to.failed(answer, failures.told(code, type));
            begin(to);
        }
    }

    @Override
    public void overdue(String what, Exchange to) throws ProviderFailure {
        if (what.equals(WORDS)) {
            transcripts.giveUpFirst();
            tell(to);
        } else {
            throw failures.late("nothing came for " + settings.times().receipt() + " after the " + what + " was due");
        }
    }
}
