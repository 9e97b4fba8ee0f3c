package io.antiphon.providers.twilio;

import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where Twilio reaches this server.
 *
 * @param base the server's public address, with the path of a proxy where there is one
 * @param streamToken last part of the media stream's path; null for none
 */
public record TwilioAddresses(URI base, @Nullable String streamToken) {
    /** Path of what Twilio asks for over HTTP. */
    public static final String HOOKS = "/api/twilio/";

    /** Path of the media stream without its token. */
    public static final String STREAM = "/ws/voice-twilio";

    /** The media stream, {@code wss} where the base is {@code https}; Twilio itself takes no other. */
    public String stream() {
        String address = address(STREAM + (streamToken == null ? "" : "/" + streamToken));
        return "ws" + address.substring("http".length());
    }

    /** Where Twilio tells how a call that was placed goes on. */
    public String status(UUID call) {
        return address(HOOKS + "status?call_id=" + call);
    }

    /** A path of this server, which may have a query, as Twilio was told it. */
    public String address(String path) {
        return base.toString().replaceFirst("/+$", "") + path;
    }
}
