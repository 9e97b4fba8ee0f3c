package io.antiphon.testkit.openai.speech;

import io.antiphon.testkit.wire.Door;
import io.antiphon.testkit.wire.HttpScript;
import io.antiphon.testkit.wire.ReceivedRequest;
import io.antiphon.testkit.wire.SimulatedSpeech;
import io.antiphon.testkit.wire.Vendor;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code /v1/audio/speech} and {@code /v1/models} on loopback. Speaks as {@link SimulatedSpeech} does, at 24 kHz without
 * a header, and refuses what the vendor refuses.
 */
public final class SpeechSimulator implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int RATE = 24_000;
    private static final int LONGEST = 4096;

    /** An odd number, so that pieces end inside samples. */
    private static final int PIECE = 4801;

    private static final Set<String> FIELDS =
            Set.of("model", "input", "voice", "instructions", "response_format", "speed", "stream_format");
    private static final Set<String> MODELS = Set.of("tts-1", "tts-1-hd", "gpt-4o-mini-tts");
    private static final Set<String> VOICES = Set.of(
            "alloy", "ash", "ballad", "coral", "echo", "fable", "onyx", "nova", "sage", "shimmer", "verse", "marin",
            "cedar");

    private final String key;
    private final Queue<HttpScript<?>> next = new ConcurrentLinkedQueue<>();
    private final Door door = Door.open(0, new OpenAi());

    private SpeechSimulator(String key) {
        this.key = key;
    }

    /** Starts on a free port and admits whoever shows this key. */
    public static SpeechSimulator start(String key) {
        return new SpeechSimulator(key);
    }

    /** What a client takes for {@code https://api.openai.com/v1}. */
    public URI baseUrl() {
        return URI.create(door.address() + "/v1");
    }

    /** Where requests and departures are. */
    public Door door() {
        return door;
    }

    /** Answers the next request for speech with this script. */
    public void next(HttpScript<?> script) {
        next.add(script);
    }

    /** A text's sound, whose end may be changed. */
    public static HttpScript<?> sound(String text) {
        return sound(text, 1);
    }

    private static HttpScript<?> sound(String text, double speed) {
        byte[] sound = Base64.getDecoder().decode(new SimulatedSpeech(RATE, false, speed).sound(text));
        return HttpScript.bytes("audio/pcm", sound, PIECE);
    }

    /** An error in the vendor's form. */
    public static HttpScript<?> error(int status, String type, String code) {
        return HttpScript.json(
                status,
                "{\"error\":{\"message\":\"leaked words\",\"type\":\"" + type + "\",\"param\":null,\"code\":\"" + code
                        + "\"}}");
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    private final class OpenAi implements Vendor {
        @Override
        public HttpScript<?> answer(ReceivedRequest request) {
            if (!request.header("authorization").equals("Bearer " + key)) {
                return error(401, "invalid_request_error", "invalid_api_key");
            }
            if (request.route().equals("/v1/models")) {
                return HttpScript.json(200, "{\"object\":\"list\",\"data\":[]}");
            }
            if (!request.route().equals("/v1/audio/speech") || !request.method().equals("POST")) {
                return error(404, "invalid_request_error", "unknown_url");
            }
            HttpScript<?> script = next.poll();
            return script == null ? spoken(JSON.readTree(request.body())) : script;
        }

        private static HttpScript<?> spoken(JsonNode body) {
            String input = body.path("input").asString("");
            double speed = body.path("speed").asDouble(1);
            boolean good = FIELDS.containsAll(body.propertyNames())
                    && MODELS.contains(body.path("model").asString(""))
                    && isVoice(body.path("voice"))
                    && body.path("response_format").asString("").equals("pcm")
                    && !input.isEmpty()
                    && input.length() <= LONGEST
                    && speed >= 0.25
                    && speed <= 4;
            return good ? sound(input, speed) : error(400, "invalid_request_error", "invalid_value");
        }

        private static boolean isVoice(JsonNode voice) {
            return VOICES.contains(voice.asString(""))
                    || voice.path("id").asString("").startsWith("voice_");
        }
    }
}
