package io.antiphon.server.command;

import io.antiphon.providers.twilio.TwilioAddresses;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call from the command line is to do.
 *
 * @param agent name or id; null for the default agent
 * @param line how to call
 * @param server where the server is
 * @param key what the server lets it in with
 * @param turns what the caller says, in order
 */
record CallPlan(@Nullable String agent, Way line, URI server, ServerKey key, List<Utterance> turns) {

    /** The protocol of a call; in lower case, as it is typed. */
    enum Way {
        browser,
        twilio
    }

    /** One turn of the caller: what it is called in print, and its sound. */
    record Utterance(String name, CallerSound sound) {}

    URI socket(String pathAndQuery) {
        String scheme = "https".equals(server.getScheme()) ? "wss" : "ws";
        String base = server.toString().replaceFirst("^https?", scheme).replaceAll("/+$", "");
        return URI.create(base + pathAndQuery);
    }

    /** Where Twilio streams to. */
    URI stream() {
        String token = key.streamToken();
        return socket(TwilioAddresses.STREAM + (token == null ? "" : "/" + token));
    }

    URI api(String path) {
        return URI.create(server.toString().replaceAll("/+$", "") + path);
    }
}
