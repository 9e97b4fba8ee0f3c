package io.antiphon.server.configuration;

import io.antiphon.providers.wire.ApiKey;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who leads telephone calls, and accounts with carriers. */
public record Telephony(Preferred preferred, Twilio twilio, Retell retell, Vobiz vobiz) {
    /**
     * How far an account is set up.
     *
     * @param carrier as it calls itself
     * @param set names of what is set, without values
     * @param missing names of what is not
     */
    public record Account(String carrier, List<String> set, List<String> missing) {
        public Account {
            set = List.copyOf(set);
            missing = List.copyOf(missing);
        }

        private static Account of(Record settings) {
            List<String> set = new ArrayList<>();
            List<String> missing = new ArrayList<>();
            for (RecordComponent component : settings.getClass().getRecordComponents()) {
                Setting setting = component.getAnnotation(Setting.class);
                if (setting.standard().isEmpty()) {
                    (value(settings, component) == null ? missing : set).add(setting.name());
                }
            }
            return new Account(settings.getClass().getSimpleName(), set, missing);
        }

        private static @Nullable Object value(Record settings, RecordComponent component) {
            try {
                return component.getAccessor().invoke(settings);
            } catch (ReflectiveOperationException bug) {
                throw new IllegalStateException(component + " cannot be read", bug);
            }
        }
    }

    /** All of them. */
    public List<Account> accounts() {
        return List.of(Account.of(twilio), Account.of(retell), Account.of(vobiz));
    }

    /** The number that calls at Retell are placed from; null where there is none. */
    public @Nullable PhoneNumber retellNumber() {
        String named = retell.inboundNumberId();
        return named != null && PhoneNumber.isOne(named) ? new PhoneNumber(named) : vobiz.didNumber();
    }

    /** Who leads calls where there is a choice. */
    public record Preferred(
            @Setting(
                    name = "VOICE_PREFERRED_PROVIDER",
                    standard = "fallback",
                    choices = {
                        "fallback",
                        "fallback_pipeline",
                        "retell",
                        "r",
                        "gemini_live",
                        "gemini",
                        "g",
                        "bolna",
                        "b"
                    },
                    about =
                            "Who leads calls: retell places telephone calls at Retell; gemini_live leads the agents that"
                                    + " name no model; fallback is this server's own pipeline, whose calls Twilio places. r, g and"
                                    + " b are short for them; antiphon up --provider says it too. Where what is preferred is not"
                                    + " set up, the pipeline leads.")
            String name) {
        /** The one that is meant. */
        public VoiceProvider provider() {
            return VoiceProvider.of(name);
        }
    }

    /** Telephone calls over Twilio. */
    public record Twilio(
            @Setting(
                    name = "TWILIO_ACCOUNT_SID",
                    about = "Account at Twilio, AC and 32 hex digits, with which calls are placed.")
            @Nullable
            String accountSid,

            @Setting(
                    name = "TWILIO_AUTH_TOKEN",
                    secret = true,
                    about =
                            "Secret of that account. Once it is set, only what Twilio has signed with it, or who has an API"
                                    + " key, may open /ws/voice-twilio.")
            @Nullable
            ApiKey authToken,

            @Setting(
                    name = "TWILIO_PHONE_NUMBER",
                    about = "Number at Twilio that calls are placed from, such as +15551234567.")
            @Nullable
            PhoneNumber phoneNumber,

            @Setting(
                    name = "TWILIO_API_URL",
                    standard = "https://api.twilio.com",
                    about = "Twilio's REST API; that of another region for accounts there, such as"
                            + " https://api.dublin.ie1.twilio.com.")
            URI apiUrl) {
        /** Whether calls can be placed with it. */
        public boolean isComplete() {
            return accountSid != null && authToken != null && phoneNumber != null;
        }
    }

    /** Calls that Retell hosts: it hears and speaks, and asks this server for words. */
    public record Retell(
            @Setting(
                    name = "RETELL_API_KEY",
                    secret = true,
                    about = "Key of Retell, the one that it marks as its webhooks': calls are placed with it, and"
                            + " /api/retell/webhook takes what is signed with it.")
            @Nullable
            ApiKey apiKey,

            @Setting(
                    name = "RETELL_AGENT_ID",
                    about = "Agent at Retell that leads the calls placed there; antiphon retell connect makes one and"
                            + " says its id.")
            @Nullable
            String agentId,

            @Setting(
                    name = "RETELL_AGENT_NAME",
                    standard = "Palli Sahayak",
                    about =
                            "What antiphon retell connect calls that agent, and looks for while RETELL_AGENT_ID is empty.")
            String agentName,

            @Setting(
                    name = "RETELL_INBOUND_NUMBER_ID",
                    about =
                            "Number at Retell that calls are placed from and callers dial, such as +919876543210. Empty for"
                                    + " VOBIZ_DID_NUMBER.")
            @Nullable
            String inboundNumberId,

            @Setting(
                    name = "RETELL_SIP_TRUNK_ID",
                    about = "SIP trunk of Retell's former API, told at /api/retell/vobiz; nothing needs it, as a number"
                            + " brings its trunk along now.")
            @Nullable
            String sipTrunkId,

            @Setting(
                    name = "RETELL_API_URL",
                    standard = "https://api.retellai.com",
                    about = "Retell's REST API, or that of a server that speaks its language.")
            URI apiUrl) {}

    /** A telephone number over Vobiz, which Retell reaches over SIP. */
    public record Vobiz(
            @Setting(
                    name = "VOBIZ_API_KEY",
                    secret = true,
                    about =
                            "Key of Vobiz. An account counts as complete with it; calls need the number and its trunk alone.")
            @Nullable
            ApiKey apiKey,

            @Setting(name = "VOBIZ_API_SECRET", secret = true, about = "Secret that belongs to it; nothing needs it.")
            @Nullable
            ApiKey apiSecret,

            @Setting(
                    name = "VOBIZ_DID_NUMBER",
                    about = "Number at Vobiz, such as +919876543210, that antiphon retell connect tells Retell of.")
            @Nullable
            PhoneNumber didNumber,

            @Setting(
                    name = "VOBIZ_SIP_DOMAIN",
                    about = "SIP domain of the trunk at Vobiz, where Retell sends the calls that it places.")
            @Nullable
            String sipDomain,

            @Setting(name = "VOBIZ_SIP_USERNAME", about = "SIP user of that trunk.") @Nullable
            String sipUsername,

            @Setting(name = "VOBIZ_SIP_PASSWORD", secret = true, about = "Password of that user.") @Nullable
            ApiKey sipPassword) {
        /** Whether Retell can be told of the number and its trunk. */
        public boolean isComplete() {
            return apiKey != null
                    && didNumber != null
                    && sipDomain != null
                    && sipUsername != null
                    && sipPassword != null;
        }
    }
}
