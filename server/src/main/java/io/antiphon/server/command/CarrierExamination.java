package io.antiphon.server.command;

import io.antiphon.server.command.DoctorCommand.Finding;
import io.antiphon.server.command.DoctorCommand.State;
import io.antiphon.server.configuration.Configuration;
import io.antiphon.server.configuration.Telephony;
import io.antiphon.server.configuration.VoiceProvider;
import io.antiphon.server.wiring.RetellCalls;
import io.antiphon.server.wiring.TwilioLine;
import io.antiphon.server.wiring.VoiceChoice;
import java.util.ArrayList;
import java.util.List;

/** A look at who leads telephone calls, and at the accounts with carriers. Only whoever set something of one is told of it. */
final class CarrierExamination {
    private final Configuration configuration;
    private final Telephony telephony;

    CarrierExamination(Configuration configuration) {
        this.configuration = configuration;
        this.telephony = configuration.telephony();
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (telephony.preferred().provider() != VoiceProvider.PIPELINE) {
            findings.add(preferred());
        }
        telephony.accounts().stream()
                .filter(account -> !account.set().isEmpty())
                .map(this::account)
                .forEach(findings::add);
        return findings;
    }

    private Finding preferred() {
        VoiceChoice choice = VoiceChoice.of(configuration);
        return choice.warning().isEmpty()
                ? new Finding("Provider", State.ok, telephony.preferred().name() + " leads calls")
                : new Finding("Provider", State.missing, choice.warning());
    }

    private Finding account(Telephony.Account account) {
        return switch (account.carrier()) {
            case "Twilio" ->
                telephony.twilio().isComplete() ? twilio() : partly(account, "; calls can be placed with all of them");
            case "Retell" -> retell();
            default ->
                telephony.vobiz().isComplete()
                        ? new Finding("Vobiz", State.ok, "antiphon retell connect tells Retell of the number")
                        : partly(
                                account,
                                "; antiphon retell connect tells Retell of the number with all but"
                                        + " VOBIZ_API_SECRET");
        };
    }

    private Finding twilio() {
        String trouble = TwilioLine.trouble(configuration);
        return trouble.isEmpty()
                ? new Finding("Twilio", State.ok, "takes the account; calls can be placed")
                : new Finding("Twilio", State.failed, trouble);
    }

    private Finding retell() {
        if (telephony.retell().apiKey() == null) {
            return new Finding("Retell", State.missing, "set RETELL_API_KEY: nothing can be asked there without");
        }
        String trouble = RetellCalls.trouble(configuration);
        if (!trouble.isEmpty()) {
            return new Finding("Retell", State.failed, trouble);
        }
        if (telephony.retell().agentId() == null) {
            return new Finding(
                    "Retell",
                    State.missing,
                    "takes the key; antiphon retell connect makes an agent there and says what to set RETELL_AGENT_ID to");
        }
        if (configuration.web().retellLlmToken() == null) {
            return new Finding(
                    "Retell",
                    State.missing,
                    "takes the key and knows the agent, which cannot ask this server for words: set RETELL_LLM_TOKEN, and"
                            + " say antiphon retell connect");
        }
        return telephony.retellNumber() == null
                ? new Finding(
                        "Retell",
                        State.missing,
                        "takes the key and knows the agent; calls can be placed with a number in"
                                + " RETELL_INBOUND_NUMBER_ID or VOBIZ_DID_NUMBER")
                : new Finding("Retell", State.ok, "takes the key, knows the agent and the number; calls can be placed");
    }

    private static Finding partly(Telephony.Account account, String use) {
        String known = String.join(", ", account.set())
                + (account.set().size() == 1 ? " is set" : " are set")
                + ", " + String.join(", ", account.missing()) + " not";
        return new Finding(account.carrier(), State.missing, known + use);
    }
}
