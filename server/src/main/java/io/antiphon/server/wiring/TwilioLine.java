package io.antiphon.server.wiring;

import io.antiphon.control.outbound.Dialling;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.providers.twilio.TwilioAccount;
import io.antiphon.providers.twilio.TwilioAddresses;
import io.antiphon.providers.twilio.TwilioCarrier;
import io.antiphon.providers.wire.ApiKey;
import io.antiphon.server.configuration.Configuration;
import io.antiphon.server.configuration.PhoneNumber;
import io.antiphon.server.configuration.Telephony;

/** Calls over Twilio, as far as they are set up. */
public final class TwilioLine {
    private static final String NO_CALL = "CA00000000000000000000000000000000";

    private TwilioLine() {}

    static TwilioAddresses addresses(Configuration configuration) {
        return new TwilioAddresses(
                configuration.web().publicBaseUrl(), configuration.web().twilioStreamToken());
    }

    /** Who places calls. */
    static Dialling dialling(Configuration configuration) {
        Telephony.Twilio twilio = configuration.telephony().twilio();
        String sid = twilio.accountSid();
        ApiKey token = twilio.authToken();
        PhoneNumber number = twilio.phoneNumber();
        if (sid == null || token == null || number == null) {
            return new Dialling(
                    null,
                    "set TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_PHONE_NUMBER, and start again; or let Retell"
                            + " place calls, with antiphon up --provider retell");
        }
        if ("https".equals(twilio.apiUrl().getScheme())
                && !"https".equals(configuration.web().publicBaseUrl().getScheme())) {
            return new Dialling(
                    null,
                    "set PUBLIC_BASE_URL to the https address under which Twilio reaches this server, and start again");
        }
        return new Dialling(
                new TwilioCarrier(
                        new TwilioAccount(twilio.apiUrl(), sid, token, number.text()), addresses(configuration)),
                "");
    }

    /** Whether calls can be placed: nothing where they can, else why not. */
    public static String trouble(Configuration configuration) {
        Dialling dialling = dialling(configuration);
        if (!(dialling.carrier() instanceof TwilioCarrier carrier)) {
            return dialling.remedy();
        }
        try (carrier) {
            carrier.status(NO_CALL);
            return "";
        } catch (ProviderFailure failure) {
            return String.valueOf(failure.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "stopped";
        }
    }
}
