package io.antiphon.server.wiring;

import io.antiphon.server.configuration.Configuration;
import io.antiphon.server.configuration.Telephony;
import io.antiphon.server.configuration.VoiceProvider;
import java.util.ArrayList;
import java.util.List;

/**
 * Who leads calls, of what the operator prefers and what is set up. Where what is preferred is not there, calls go on with
 * this server's own pipeline.
 *
 * @param preferred whom the operator asks for
 * @param missing what that one lacks, in words; empty where it is there
 */
public record VoiceChoice(VoiceProvider preferred, List<String> missing) {
    public VoiceChoice {
        missing = List.copyOf(missing);
    }

    /** The choice that a configuration leads to. */
    public static VoiceChoice of(Configuration configuration) {
        VoiceProvider preferred = configuration.telephony().preferred().provider();
        return new VoiceChoice(
                preferred,
                switch (preferred) {
                    case PIPELINE -> List.of();
                    case BOLNA -> List.of("a line to Bolna, which this server does not have,");
                    case GEMINI ->
                        configuration.vendors().gemini().key() == null ? List.of("GEMINI_API_KEY") : List.of();
                    case RETELL -> missingForRetell(configuration.telephony());
                });
    }

    static List<String> missingForRetell(Telephony telephony) {
        List<String> missing = new ArrayList<>();
        if (telephony.retell().apiKey() == null) {
            missing.add("RETELL_API_KEY");
        }
        if (telephony.retell().agentId() == null) {
            missing.add("RETELL_AGENT_ID");
        }
        if (telephony.retellNumber() == null) {
            missing.add("a number in RETELL_INBOUND_NUMBER_ID or VOBIZ_DID_NUMBER");
        }
        return missing;
    }

    /** Who leads them. */
    public VoiceProvider taken() {
        return missing.isEmpty() ? preferred : VoiceProvider.PIPELINE;
    }

    /** What an operator should hear once; empty where they get what they asked for. */
    public String warning() {
        return missing.isEmpty()
                ? ""
                : "VOICE_PREFERRED_PROVIDER asks for " + title() + ", but " + String.join(" and ", missing)
                        + (missing.size() == 1 ? " is" : " are")
                        + " missing: calls go on with this server's own pipeline, and over Twilio where that is set up";
    }

    private String title() {
        return switch (preferred) {
            case PIPELINE -> "the pipeline";
            case BOLNA -> "Bolna";
            case GEMINI -> "Gemini Live";
            case RETELL -> "Retell";
        };
    }
}
