package io.antiphon.control.outbound;

import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.api.Body;
import io.antiphon.control.api.Variables;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a request to place a call asks for.
 *
 * @param to ITU-T E.164: a plus sign and 7 to 15 digits
 */
public record WantedCall(UUID agent, String to, Map<String, String> variables) {
    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");

    /**
     * Reads it.
     *
     * @throws ApiFailure naming what cannot be used
     */
    public static WantedCall of(Body body) {
        UUID agent = body.id("agent_id");
        String to = body.text("to_number");
        Map<String, String> variables = Variables.of(body, "variables");
        body.end();
        if (agent == null) {
            throw ApiFailure.invalid("agent_id", "agent_id is missing");
        }
        if (!isNumber(to)) {
            throw ApiFailure.unprocessable(
                    "to_number", "to_number must be a number with its country's code, such as +15551234567");
        }
        return new WantedCall(agent, to, variables);
    }

    /** Whether {@code text} writes a telephone number as it is asked for here. */
    public static boolean isNumber(String text) {
        return E164.matcher(text).matches();
    }

    /** Leaves out who is called. */
    @Override
    public String toString() {
        return "WantedCall[agent=" + agent + "]";
    }
}
