package io.antiphon.lines;

import io.antiphon.audio.G711;
import io.antiphon.audio.Pcm16;
import io.antiphon.lines.browser.BrowserDoor;
import io.antiphon.lines.caller.BrowserCaller;
import io.antiphon.lines.caller.TwilioCaller;
import io.antiphon.lines.caller.TwilioStart;
import io.antiphon.lines.twilio.TwilioDoor;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/** The cables that tests use. */
final class Cables {
    static final TwilioStart START = new TwilioStart(
            "MZ00000000000000000000000000000001",
            "CA00000000000000000000000000000001",
            Map.of("agent", "reception", "from", "+15550100"));

    private Cables() {}

    static Cable browser(boolean reports) {
        return new Cable(
                BrowserDoor::new,
                reports ? Map.of("agent_id", "reception", "playback", "reported") : Map.of(),
                clock -> new BrowserCaller(reports, clock, true),
                text -> text.contains("\"frames\""),
                Cables::odd);
    }

    static Cable twilio() {
        return new Cable(
                TwilioDoor::new,
                Map.of(),
                clock -> new TwilioCaller(START, clock, true),
                text -> text.contains("\"mark\""),
                (server, samples) -> server.text(media(samples)));
    }

    static String media(short[] samples) {
        return "{\"event\":\"media\",\"media\":{\"track\":\"inbound\",\"payload\":\""
                + Base64.getEncoder().encodeToString(G711.ULAW.encode(samples)) + "\"}}";
    }

    /** Linear sound in messages that end within a sample. */
    private static void odd(SocketListener server, short[] samples) {
        var bytes = Pcm16.encode(samples);
        for (int at = 0; at < bytes.length; at += 1001) {
            server.binary(Arrays.copyOfRange(bytes, at, Math.min(at + 1001, bytes.length)));
        }
    }
}
