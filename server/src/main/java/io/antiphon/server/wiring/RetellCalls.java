package io.antiphon.server.wiring;

import io.antiphon.control.outbound.Dialling;
import io.antiphon.control.outbound.OutboundCalls;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.line.DialStatus;
import io.antiphon.providers.retell.RetellAccount;
import io.antiphon.providers.retell.RetellApi;
import io.antiphon.providers.retell.RetellCarrier;
import io.antiphon.providers.retell.RetellSignature;
import io.antiphon.providers.wire.ApiKey;
import io.antiphon.server.configuration.Configuration;
import io.antiphon.server.configuration.PhoneNumber;
import io.antiphon.server.configuration.Telephony;
import io.antiphon.server.retell.RetellHealth;
import io.antiphon.server.retell.RetellRoutes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calls over Retell, as far as they are set up. */
public final class RetellCalls {
    private static final Duration HEALTH_PATIENCE = Duration.ofSeconds(5);

    private RetellCalls() {}

    /** Who places calls. */
    static Dialling dialling(Configuration configuration) {
        Telephony.Retell retell = configuration.telephony().retell();
        ApiKey key = retell.apiKey();
        String agent = retell.agentId();
        PhoneNumber number = configuration.telephony().retellNumber();
        if (key == null || agent == null || number == null) {
            return new Dialling(
                    null,
                    "set RETELL_API_KEY, RETELL_AGENT_ID and RETELL_INBOUND_NUMBER_ID or VOBIZ_DID_NUMBER, and start"
                            + " again");
        }
        return new Dialling(new RetellCarrier(new RetellAccount(retell.apiUrl(), key, agent, number.text())), "");
    }

    /** How Retell signs; null where the key is not known. */
    static @Nullable RetellSignature signature(Configuration configuration) {
        ApiKey key = configuration.telephony().retell().apiKey();
        return key == null ? null : new RetellSignature(key, InstantSource.system());
    }

    static RetellHealth health(Configuration configuration) {
        Telephony.Retell retell = configuration.telephony().retell();
        ApiKey key = retell.apiKey();
        return new RetellHealth(
                key == null ? null : new RetellApi(retell.apiUrl(), key, HEALTH_PATIENCE),
                configuration.web().retellLlmToken() != null,
                InstantSource.system());
    }

    static RetellRoutes.Placed placed(OutboundCalls outbound) {
        return new RetellRoutes.Placed() {
            @Override
            public Optional<UUID> named(String retellCallId) {
                return outbound.named(RetellCarrier.CHANNEL, retellCallId);
            }

            @Override
            public void reported(UUID call, String retellCallId, DialStatus status) {
                outbound.reported(call, retellCallId, status);
            }
        };
    }

    /** Whether Retell takes the key and knows agent and number, as far as they are set: nothing where it does, else why not. */
    public static String trouble(Configuration configuration) {
        Telephony.Retell retell = configuration.telephony().retell();
        ApiKey key = retell.apiKey();
        if (key == null) {
            return "set RETELL_API_KEY";
        }
        try (var api = new RetellApi(retell.apiUrl(), key)) {
            String agent = retell.agentId();
            if (agent == null) {
                api.agents();
                return "";
            }
            if (api.agent(agent).isEmpty()) {
                return "Retell takes RETELL_API_KEY and knows no agent of the id in RETELL_AGENT_ID: antiphon retell"
                        + " connect makes one";
            }
            PhoneNumber number = configuration.telephony().retellNumber();
            return number == null || api.number(number.text()).isPresent()
                    ? ""
                    : "Retell does not know the number " + number.text()
                            + ": buy it there, or let antiphon retell connect tell Retell of it, with all of VOBIZ_*";
        } catch (ProviderFailure failure) {
            return String.valueOf(failure.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "stopped";
        }
    }
}
