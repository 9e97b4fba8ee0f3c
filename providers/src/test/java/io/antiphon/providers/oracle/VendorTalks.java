package io.antiphon.providers.oracle;

import io.antiphon.audio.Frame;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.knowledge.Findings;
import io.antiphon.ports.mind.LanguageModel;
import io.antiphon.ports.mind.Message;
import io.antiphon.ports.mind.ModelPiece.ToolRequest;
import io.antiphon.ports.mind.Prompt;
import io.antiphon.ports.mind.ToolDescription;
import io.antiphon.ports.speech.Ear;
import io.antiphon.ports.speech.EarSettings;
import io.antiphon.ports.speech.SpeechToText;
import io.antiphon.ports.speech.TextToSpeech;
import io.antiphon.ports.speech.Voice;
import io.antiphon.ports.speech.VoiceSettings;
import io.antiphon.providers.anthropic.Anthropic;
import io.antiphon.providers.cartesia.Cartesia;
import io.antiphon.providers.deepgram.DeepgramSettings;
import io.antiphon.providers.deepgram.Flux;
import io.antiphon.providers.deepgram.Nova;
import io.antiphon.providers.elevenlabs.ElevenLabs;
import io.antiphon.providers.gemini.Gemini;
import io.antiphon.providers.openai.ChatEndpoint;
import io.antiphon.providers.openai.OpenAiCompatible;
import io.antiphon.providers.openai.speech.Speech;
import io.antiphon.providers.openai.transcription.Transcription;
import io.antiphon.providers.openai.transcription.TranscriptionSettings;
import io.antiphon.providers.wire.ApiKey;
import io.antiphon.providers.wire.EarTimes;
import io.antiphon.providers.wire.HeardReports;
import io.antiphon.providers.wire.VendorModel;
import io.antiphon.providers.wire.VendorVoice;
import io.antiphon.providers.wire.VoiceTimes;
import io.antiphon.testkit.HeardSound;
import io.antiphon.testkit.SpokenLetters;
import io.antiphon.testkit.anthropic.AnthropicScript;
import io.antiphon.testkit.anthropic.AnthropicSimulator;
import io.antiphon.testkit.cartesia.CartesiaSimulator;
import io.antiphon.testkit.deepgram.DeepgramSimulator;
import io.antiphon.testkit.elevenlabs.ElevenLabsSimulator;
import io.antiphon.testkit.gemini.GeminiScript;
import io.antiphon.testkit.gemini.GeminiSimulator;
import io.antiphon.testkit.openai.OpenAiSimulator;
import io.antiphon.testkit.openai.Script;
import io.antiphon.testkit.openai.speech.SpeechSimulator;
import io.antiphon.testkit.openai.transcription.TranscriptionSimulator;
import io.antiphon.testkit.wire.Door;
import java.time.Duration;
import java.util.List;

/** A talk of each of our adapters with its simulator, in which everything is said that they have to say. */
final class VendorTalks {
    private static final String KEY = "very-secret-0123456789";
    private static final String TEXT = "Take two tablets in the morning.";
    private static final EarTimes TIMES =
            new EarTimes(Duration.ofSeconds(3), Duration.ofMillis(300), Duration.ofSeconds(8), Duration.ofMillis(200));

    private static final Prompt PROMPT = new Prompt(
            "You book tables.",
            List.of(
                    new Message.Agent("Hello, Asha speaking.", List.of()),
                    new Message.Caller("A table for two."),
                    new Message.Agent("One moment.", List.of(new ToolRequest("a1", "find_table", "{\"people\":2}"))),
                    new Message.ToolAnswer("a1", "find_table", "{\"free\":true}"),
                    new Message.Caller("Well?")),
            List.of(new ToolDescription(
                    "find_table",
                    "Finds a table",
                    "{\"properties\":{\"people\":{\"type\":\"integer\"}},\"required\":[\"people\"]}")),
            Findings.none(),
            "en",
            "Asha");

    private final VendorFrames frames = new VendorFrames();

    private VendorTalks() {}

    /** All talks. */
    static VendorFrames held() throws Exception {
        var talks = new VendorTalks();
        talks.deepgram();
        talks.openAi();
        talks.anthropic();
        talks.gemini();
        talks.voices();
        RetellTalk.hold(talks.frames);
        return talks.frames;
    }

    private static ApiKey key() {
        return new ApiKey("vendor", KEY);
    }

    private void deepgram() throws Exception {
        try (var vendor = DeepgramSimulator.start(KEY);
                var nova = new Nova(new DeepgramSettings(key(), vendor.baseUrl(), "nova-3", TIMES))) {
            hear(nova, "said", vendor.door());
            frames.socket("DeepgramV1", vendor.door());
        }
        try (var vendor = DeepgramSimulator.start(KEY);
                var flux = new Flux(new DeepgramSettings(key(), vendor.baseUrl(), "flux-general-en", TIMES))) {
            hear(flux, "turn ENDED", vendor.door());
            forceATurnsEnd(flux, vendor.door());
            frames.socket("DeepgramV2", vendor.door());
        }
    }

    /** Speech, a pause, and speech again, until there is a report that begins so. */
    private static void hear(SpeechToText recogniser, String until, Door door) throws Exception {
        var reports = new HeardReports();
        var domain = new EarSettings.Domain("d", List.of(), List.of("Ask for Morphine or ask for Morphine again."));
        try (Ear ear = recogniser.open(new EarSettings("en", 16_000, domain), reports)) {
            for (String words : List.of("please call me back tomorrow ", "at noon or later in the day ")) {
                SpokenLetters.say(words, 16_000).forEach(frame -> ear.hear(frame, true));
                silence(ear, 20);
            }
            ear.finish();
            reports.next("said");
            silence(ear, 60);
            if (!until.equals("said")) {
                reports.next(until);
            } else if (recogniser instanceof Nova) {
                door.log().await("KeepAlive");
            }
        }
        door.log().awaitGoodbye();
    }

    private static void silence(Ear ear, int frames) {
        for (int i = 0; i < frames; i++) {
            ear.hear(Frame.silence(16_000), false);
        }
    }

    /** Without sound after the words, the vendor's turn has to be ended by force. */
    private static void forceATurnsEnd(Flux flux, Door door) throws Exception {
        try (Ear ear = flux.open(new EarSettings("en", 16_000, EarSettings.Domain.open()), new HeardReports())) {
            SpokenLetters.say("please", 16_000).forEach(frame -> ear.hear(frame, true));
            ear.finish();
            door.log().await("ForceEndTurn");
        }
        door.log().awaitGoodbye();
    }

    private void openAi() throws Exception {
        for (String model : List.of("gpt-live-transcribe", "gpt-4o-transcribe")) {
            try (var vendor = TranscriptionSimulator.start(KEY);
                    var ear = new Transcription(new TranscriptionSettings(key(), vendor.baseUrl(), model, TIMES))) {
                hear(ear, "said", vendor.door());
                frames.socket("OpenAiTranscription", vendor.door());
            }
        }
        for (String voice : List.of("alloy", "voice_1234")) {
            try (var vendor = SpeechSimulator.start(KEY);
                    var speech = new Speech(
                            new VendorVoice(key(), vendor.baseUrl(), "gpt-4o-mini-tts", voice, VoiceTimes.ORDINARY))) {
                speak(speech);
                frames.add("OpenAiSpeechSent", vendor.door().takeRequest().body());
            }
        }
        try (var vendor = OpenAiSimulator.start();
                var mind = new OpenAiCompatible(ChatEndpoint.of("openai", vendor.baseUrl(), KEY, "gpt-5.4-mini"))) {
            vendor.always(Script.stream()
                    .tokens("One", " moment")
                    .tool(0, "t1", "find_table")
                    .arguments(0, "{\"people\":2}")
                    .refusal("No")
                    .finish("tool_calls")
                    .usage(12, 3)
                    .done());
            ask(mind);
            frames.stream("OpenAiChat", vendor.door(), vendor.takeRequest());
        }
    }

    private static void ask(LanguageModel mind) throws ProviderFailure, InterruptedException {
        mind.answer(PROMPT, piece -> {});
    }

    private void anthropic() throws Exception {
        try (var vendor = AnthropicSimulator.start(KEY);
                var mind = new Anthropic(VendorModel.of(key(), vendor.baseUrl(), "claude-haiku-5-5"))) {
            vendor.scripts()
                    .always(AnthropicScript.stream(9)
                            .ping()
                            .thought(0, "Hm.")
                            .words(1, "One", " moment.")
                            .tool(2, "t1", "find_table", "{\"peo", "ple\":2}")
                            .end("tool_use", 30));
            ask(mind);
            frames.stream(
                    "Anthropic",
                    vendor.scripts().door(),
                    vendor.scripts().door().takeRequest());
        }
    }

    private void gemini() throws Exception {
        try (var vendor = GeminiSimulator.start(KEY);
                var mind = new Gemini(VendorModel.of(key(), vendor.baseUrl(), "gemini-3.6-flash"))) {
            vendor.scripts()
                    .always(GeminiScript.stream()
                            .thought("Hm.")
                            .words("One", " moment.")
                            .tool("t1", "find_table", "{\"people\":2}", "c2ln")
                            .end("STOP"));
            ask(mind);
            frames.stream(
                    "Gemini", vendor.scripts().door(), vendor.scripts().door().takeRequest());
        }
    }

    private void voices() throws Exception {
        try (var vendor = CartesiaSimulator.start(KEY);
                var cartesia = new Cartesia(
                        new VendorVoice(key(), vendor.baseUrl(), "sonic-3", "a-voice", VoiceTimes.ORDINARY))) {
            speak(cartesia);
            vendor.door().log().awaitGoodbye();
            frames.socket("Cartesia", vendor.door());
        }
        try (var vendor = ElevenLabsSimulator.start(KEY);
                var elevenLabs = new ElevenLabs(new VendorVoice(
                        key(), vendor.baseUrl(), "eleven_flash_v2_5", "a-voice", VoiceTimes.ORDINARY))) {
            speak(elevenLabs);
            vendor.door().log().awaitGoodbye();
            frames.socket("ElevenLabs", vendor.door());
        }
    }

    /** One text whole, and one that is cut. */
    private static void speak(TextToSpeech synthesiser) throws ProviderFailure, InterruptedException {
        try (Voice voice = synthesiser.open(new VoiceSettings("en", null, 1.2, 8000))) {
            voice.speak(TEXT, new HeardSound());
            try {
                voice.speak(TEXT, (samples, rate) -> Thread.currentThread().interrupt());
            } catch (InterruptedException cut) {
                // As was meant.
            }
        }
    }
}
