package io.antiphon.providers.openai.speech;

import io.antiphon.providers.wire.Query;
import io.antiphon.providers.wire.VendorVoice;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is asked of the vendor.
 *
 * @param voice a voice of the vendor's, or the id of one's own, which begins with {@code voice_}
 * @param speed 1 for the voice's natural pace
 */
record SpeechRequest(VendorVoice vendor, String voice, double speed) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String OWN = "voice_";

    HttpRequest of(String text) {
        return HttpRequest.newBuilder(Query.http(vendor.base(), "/audio/speech").uri())
                .header("Authorization", "Bearer " + vendor.key().reveal())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body(text), StandardCharsets.UTF_8))
                .build();
    }

    private String body(String text) {
        ObjectNode body = JSON.createObjectNode()
                .put("model", vendor.model())
                .put("input", text)
                .put("response_format", "pcm");
        if (voice.startsWith(OWN)) {
            body.putObject("voice").put("id", voice);
        } else {
            body.put("voice", voice);
        }
        if (speed != 1) {
            body.put("speed", speed);
        }
        return body.toString();
    }
}
