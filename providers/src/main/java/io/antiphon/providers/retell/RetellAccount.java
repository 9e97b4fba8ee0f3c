package io.antiphon.providers.retell;

import io.antiphon.providers.wire.ApiKey;
import java.net.URI;

/**
 * An account at Retell that calls from one number, with one agent.
 *
 * @param api {@code https://api.retellai.com}, or what speaks its language
 * @param agent Retell's id of the agent that leads the calls
 * @param number ITU-T E.164, one that Retell knows
 */
public record RetellAccount(URI api, ApiKey key, String agent, String number) {}
