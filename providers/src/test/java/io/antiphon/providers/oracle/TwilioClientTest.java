package io.antiphon.providers.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.ports.line.OutboundCall;
import io.antiphon.providers.twilio.TwilioAccount;
import io.antiphon.providers.twilio.TwilioAddresses;
import io.antiphon.providers.twilio.TwilioCarrier;
import io.antiphon.providers.twilio.TwilioSignature;
import io.antiphon.providers.twilio.Twiml;
import io.antiphon.providers.wire.ApiKey;
import io.antiphon.testkit.twilio.TwilioSigner;
import io.antiphon.testkit.twilio.TwilioSimulator;
import io.antiphon.testkit.wire.ReceivedRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Twilio's own library reads and writes what our adapter and our simulator do. */
class TwilioClientTest {
    private static final String SID = "AC00000000000000000000000000000001";
    private static final String TOKEN = "very-secret-0123456789";
    private static final String OURS = "+15551239999";
    private static final String TO = "+15551230001";
    private static final TwilioAddresses ADDRESSES =
            new TwilioAddresses(URI.create("https://voice.example.org"), "hidden");
    private static final UUID CALL = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

    /** Looking at the call, ending it, the refused number, the stranger. */
    private static final int THEIR_OTHER_REQUESTS = 4;

    private final TwilioSignature signature = new TwilioSignature(new ApiKey("twilio", TOKEN));

    @Test
    void twiliosOwnLibraryAgreesWithUs(@TempDir Path folder) throws Exception {
        String hook = ADDRESSES.status(CALL);
        Map<String, List<String>> form =
                Map.of("CallSid", List.of("CA1"), "CallStatus", List.of("no-answer"), "To", List.of("+91 ünï & co"));
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("call_id", CALL.toString());
        parameters.put("name", "\"Tom\" & <Jerry> ‘आशा’");
        try (var twilio = TwilioSimulator.start(SID, TOKEN, OURS)) {
            Map<String, String> signed = new LinkedHashMap<>();
            signed.put(hook, signature.of(hook, form));
            signed.put(ADDRESSES.stream(), signature.of(ADDRESSES.stream(), Map.of()));
            var flat = new LinkedHashMap<String, String>();
            form.forEach((name, values) -> flat.put(name, values.getFirst()));
            Path settings = Files.writeString(
                    folder.resolve("settings.json"),
                    new JsonMapper()
                            .writeValueAsString(Map.ofEntries(
                                    Map.entry("api", twilio.baseUrl().toString()),
                                    Map.entry("sid", SID),
                                    Map.entry("token", TOKEN),
                                    Map.entry("from", OURS),
                                    Map.entry("to", TO),
                                    Map.entry(
                                            "twiml",
                                            Twiml.connect(ADDRESSES.stream(), Map.of("call_id", CALL.toString()))),
                                    Map.entry("statusCallback", hook),
                                    Map.entry("stream", ADDRESSES.stream()),
                                    Map.entry("parameters", parameters),
                                    Map.entry("hook", hook),
                                    Map.entry("form", flat),
                                    Map.entry("signed", signed))));
            List<String> said = Node.run(folder, Map.of(), "node", "twilio.mjs", settings.toString());
            assertThat(said)
                    .containsExactly(
                            "placed: queued queued canceled " + TO + " true",
                            "refused: 400 21211",
                            "stranger: 401 20003",
                            "twiml: " + Twiml.connect(ADDRESSES.stream(), parameters),
                            "busy: " + Twiml.busy(),
                            "signature: " + signature.of(hook, form),
                            "ours: true",
                            "ours: true");
            assertThat(new TwilioSigner(TOKEN).sign(hook, form)).isEqualTo(signature.of(hook, form));
            sendsWhatTwiliosClientSends(twilio);
        }
    }

    private static void sendsWhatTwiliosClientSends(TwilioSimulator twilio) throws Exception {
        ReceivedRequest theirs = twilio.door().takeRequest();
        for (int others = 0; others < THEIR_OTHER_REQUESTS; others++) {
            twilio.door().takeRequest();
        }
        var account = new TwilioAccount(twilio.baseUrl(), SID, new ApiKey("twilio", TOKEN), OURS);
        try (var carrier = new TwilioCarrier(account, ADDRESSES)) {
            carrier.place(new OutboundCall(CALL, TO, Duration.ofSeconds(45), Duration.ofSeconds(3660)));
        }
        ReceivedRequest ours = twilio.door().takeRequest();
        assertThat(ours.method() + " " + ours.path()).isEqualTo(theirs.method() + " " + theirs.path());
        assertThat(fields(ours)).containsExactlyInAnyOrderElementsOf(fields(theirs));
        assertThat(ours.header("content-type")).isEqualTo(theirs.header("content-type"));
        assertThat(ours.header("authorization")).isEqualTo(theirs.header("authorization"));
    }

    private static List<String> fields(ReceivedRequest request) {
        return Arrays.stream(request.body().split("&"))
                .map(field -> URLDecoder.decode(field, StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void takesASocketsAddressWithASlashAndAUsualPort() {
        String stream = ADDRESSES.stream();
        for (String address : List.of(
                stream,
                stream + "/",
                stream.replace(".org/", ".org:443/"),
                "wss://voice.example.org/ws/voice-twilio/x")) {
            assertThat(signature.isRight(signature.of(address, Map.of()), stream, Map.of()))
                    .as(address)
                    .isEqualTo(!address.endsWith("x"));
        }
        assertThat(signature.isRight("", stream, Map.of())).isFalse();
        assertThat(new TwilioSignature(new ApiKey("twilio", "another"))
                        .isRight(signature.of(stream, Map.of()), stream, Map.of()))
                .isFalse();
    }
}
