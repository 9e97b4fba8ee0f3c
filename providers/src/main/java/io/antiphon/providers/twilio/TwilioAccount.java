package io.antiphon.providers.twilio;

import io.antiphon.providers.wire.ApiKey;
import java.net.URI;

/**
 * An account at Twilio that calls from one number.
 *
 * @param api {@code https://api.twilio.com}, or that of another region
 * @param sid {@code AC} and 32 hex digits
 * @param number ITU-T E.164
 */
public record TwilioAccount(URI api, String sid, ApiKey token, String number) {}
