package io.antiphon.providers.gemini.live;

import io.antiphon.audio.Frame;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.mind.Message;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.ModelPiece.StopReason;
import io.antiphon.ports.mind.Prompt;
import io.antiphon.ports.speech.DialogueSettings;
import io.antiphon.providers.prompt.SpokenPrompt;
import io.antiphon.providers.wire.DialogueProtocol;
import io.antiphon.providers.wire.OpenCalls;
import io.antiphon.providers.wire.SpeechGate;
import io.antiphon.providers.wire.VendorFailures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The Live conversation. The caller's speech is one activity from its beginning until an answer is asked for; the end of
 * an activity is what asks. The vendor answers without a name, so what comes after an answer was cancelled is dropped
 * until the vendor says that it has ended. The beginning of an activity interrupts the vendor, so speech over an answer is
 * held back until the call has decided that it is one.
 */
final class LiveProtocol implements DialogueProtocol {
    private static final String SETUP = "setup";
    private static final String WORDS = "words";
    private static final String BEGIN = "begin";
    private static final String REST = "rest";
    private static final String STALE = "stale";

    /** Words come in bits; after so long without another one they are complete. */
    private static final Duration COMPLETE = Duration.ofMillis(300);

    /** An answer that was cancelled before it began may end without a word. */
    private static final Duration STALE_AT_MOST = Duration.ofSeconds(1);

    private final VendorFailures failures;
    private final LiveSettings settings;
    private final DialogueSettings asked;
    private final SpeechGate gate;
    private final Words words = new Words();
    private final OpenCalls calls = new OpenCalls();
    private final List<String> beforeSetup = new ArrayList<>();
    private final List<String> heldBack = new ArrayList<>();
    private final List<Message> untold = new ArrayList<>();
    private boolean ready;
    private boolean active;
    private boolean spoke;

    /** The answer that is being given; none between two. */
    private @Nullable Long now;

    /** Whether what comes belongs to an answer that is wanted no more. */
    private boolean stale;

    /** Whether anything of the present answer has come; the end of a turn before does not end it. */
    private boolean begun;

    LiveProtocol(VendorFailures failures, LiveSettings settings, DialogueSettings asked) {
        this.failures = failures;
        this.settings = settings;
        this.asked = asked;
        this.gate = new SpeechGate(asked.rate(), GeminiLive.HEARS);
    }

    @Override
    public void opened(Exchange to) {
        to.send(ClientMessages.setup(settings, asked));
        to.expect(SETUP, settings.times().receipt());
    }

    /** Nothing may be sent before the vendor is ready. */
    private void send(String text, Exchange to) {
        if (ready) {
            to.send(text);
        } else {
            beforeSetup.add(text);
        }
    }

    // The caller

    @Override
    public void sound(Frame frame, boolean speech, Exchange to) {
        gate.take(frame, speech, piece -> {
            spoke = true;
            if (now != null) {
                heldBack.add(piece);
                return;
            }
            begin(to);
            send(ClientMessages.sound(piece), to);
        });
    }

    private void begin(Exchange to) {
        if (!active) {
            active = true;
            send(ClientMessages.ACTIVITY_START, to);
        }
    }

    /** What was held back was speech after all. */
    private void letIn(Exchange to) {
        if (!heldBack.isEmpty()) {
            begin(to);
            heldBack.forEach(piece -> send(ClientMessages.sound(piece), to));
            heldBack.clear();
        }
    }

    @Override
    public void finish(Exchange to) {
        gate.close();
        words.owe();
        boolean heard = spoke;
        spoke = false;
        if (!heard) {
            tell(to);
        } else {
            to.expect(WORDS, words.isEmpty() ? settings.times().words() : COMPLETE);
        }
    }

    private void tell(Exchange to) {
        String text = words.take();
        if (text != null) {
            to.said(text);
        }
        to.expect(WORDS, words.isOwed() ? settings.times().words() : null);
    }

    // The answers

    @Override
    public void answer(long answer, Prompt news, Exchange to) {
        if (now != null) {
            cancel(now, to);
        }
        untold.addAll(news.messages());
        Map<ModelPiece.ToolRequest, String> results = new LinkedHashMap<>();
        List<Message> rest = calls.answer(untold, results::put);
        untold.clear();
        List<Map.Entry<String, String>> turns = new ArrayList<>();
        rest.forEach(message -> turns.add(ClientMessages.turn(message)));
        if (!news.instructions().isBlank()) {
            String passing = SpokenPrompt.passing(news);
            turns.add(Map.entry("user", "(" + (passing.isEmpty() ? news.instructions() : passing) + ")"));
        }
        letIn(to);
        now = answer;
        begun = false;
        if (!results.isEmpty()) {
            endActivity(to);
            if (!turns.isEmpty()) {
                send(ClientMessages.content(turns, false), to);
            }
            send(ClientMessages.results(results), to);
        } else if (active) {
            if (!turns.isEmpty()) {
                send(ClientMessages.content(turns, false), to);
            }
            endActivity(to);
        } else {
            if (turns.isEmpty()) {
                turns.add(Map.entry("user", SpokenPrompt.SILENT_CALLER));
            }
            send(ClientMessages.content(turns, true), to);
        }
        to.expect(BEGIN, settings.times().receipt());
    }

    private void endActivity(Exchange to) {
        if (active) {
            active = false;
            gate.close();
            send(ClientMessages.ACTIVITY_END, to);
        }
    }

    @Override
    public void cancel(long answer, Exchange to) {
        if (now != null && now == answer) {
            now = null;
            stale = true;
            to.expect(BEGIN, null);
            to.expect(STALE, STALE_AT_MOST);
            letIn(to);
        }
    }

    /** The vendor believes that all it sent was heard, and can only be told otherwise in words. */
    @Override
    public void heard(long answer, String text, int millis, Exchange to) {
        untold.add(new Message.Caller(
                millis == 0
                        ? "(Your last answer was not heard.)"
                        : "(You were cut off. Of your last answer only this was heard: \"" + text + "\")"));
    }

    // What comes

    @Override
    public void message(JsonNode message, Exchange to) throws ProviderFailure {
        if (message.has("setupComplete")) {
            ready = true;
            to.expect(SETUP, null);
            beforeSetup.forEach(to::send);
            beforeSetup.clear();
        }
        JsonNode content = message.path("serverContent");
        if (content.isObject()) {
            content(content, message.path("usageMetadata"), to);
        }
        if (message.has("toolCall") && !stale) {
            wish(message.path("toolCall").path("functionCalls"), message.path("usageMetadata"), to);
        }
        for (JsonNode id : message.path("toolCallCancellation").path("ids")) {
            calls.remove(id.asString(""));
        }
    }

    private void content(JsonNode content, JsonNode usage, Exchange to) throws ProviderFailure {
        String heard = content.path("inputTranscription").path("text").asString("");
        if (!heard.isEmpty()) {
            words.add(heard);
            to.partial(words.soFar());
            to.expect(words.isOwed() ? WORDS : REST, COMPLETE);
        }
        if (content.path("interrupted").asBoolean(false)) {
            stale = false;
        }
        Long answer = now;
        if (answer != null && !stale) {
            given(answer, content, to);
        }
        boolean over = content.path("generationComplete").asBoolean(false)
                || content.path("turnComplete").asBoolean(false);
        if (over && stale) {
            stale = false;
        } else if (over && answer != null && begun) {
            done(answer, StopReason.COMPLETE, usage, to);
        }
    }

    private void given(long answer, JsonNode content, Exchange to) throws ProviderFailure {
        String said = content.path("outputTranscription").path("text").asString("");
        if (!said.isEmpty()) {
            began(to);
            to.thought(answer, new ModelPiece.Text(said));
        }
        for (JsonNode part : content.path("modelTurn").path("parts")) {
            JsonNode sound = part.path("inlineData");
            if (sound.path("mimeType").asString("").startsWith("audio/pcm")) {
                began(to);
                to.audio(answer, samples(sound), GeminiLive.SPEAKS.rate());
            }
        }
    }

    private void began(Exchange to) {
        begun = true;
        to.expect(BEGIN, null);
    }

    private short[] samples(JsonNode sound) throws ProviderFailure {
        try {
            return SpeechGate.decoded(sound.path("data").asString(""), GeminiLive.SPEAKS.codec());
        } catch (IllegalArgumentException unreadable) {
            throw failures.unreadable("sent sound that is not base64");
        }
    }

    private void wish(JsonNode functions, JsonNode usage, Exchange to) {
        Long answer = now;
        for (JsonNode function : functions) {
            JsonNode arguments = function.path("args");
            var request = new ModelPiece.ToolRequest(
                    function.path("id").asString(""),
                    function.path("name").asString(""),
                    arguments.isObject() ? arguments.toString() : "{}");
            calls.add(request);
            if (answer != null) {
                began(to);
                to.thought(answer, request);
            }
        }
        if (answer != null) {
            done(answer, StopReason.TOOLS, usage, to);
        }
    }

    private void done(long answer, StopReason reason, JsonNode usage, Exchange to) {
        now = null;
        to.expect(BEGIN, null);
        letIn(to);
        to.thought(
                answer,
                new ModelPiece.Done(
                        reason,
                        usage.path("promptTokenCount").asInt(0),
                        usage.path("responseTokenCount").asInt(0)));
    }

    @Override
    public void overdue(String what, Exchange to) throws ProviderFailure {
        switch (what) {
            case WORDS, REST -> tell(to);
            case STALE -> stale = false;
            default ->
                throw failures.late(
                        "nothing came for " + settings.times().receipt() + " after the " + what + " was due");
        }
    }
}
