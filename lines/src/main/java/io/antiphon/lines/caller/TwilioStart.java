package io.antiphon.lines.caller;

import java.util.Map;

/**
 * What Twilio tells of a call when its stream starts.
 *
 * @param streamSid name of the stream: {@code MZ} and 32 hex digits
 * @param callSid name of the call: {@code CA} and 32 hex digits
 * @param parameters what the TwiML gave as {@code <Parameter>}
 */
public record TwilioStart(String streamSid, String callSid, Map<String, String> parameters) {
    public TwilioStart {
        parameters = Map.copyOf(parameters);
    }
}
