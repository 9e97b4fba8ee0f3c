package io.antiphon.server.retell;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.ProviderFailure.Kind;
import io.antiphon.providers.retell.RetellApi;
import io.antiphon.server.configuration.PhoneNumber;
import io.antiphon.server.configuration.Telephony;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes this server known to Retell: an agent there that asks it for words, and a number that leads to the agent. */
public final class RetellSetup {
    private final RetellApi retell;
    private final Telephony telephony;

    public RetellSetup(RetellApi retell, Telephony telephony) {
        this.retell = retell;
        this.telephony = telephony;
    }

    /** What became of something at Retell. */
    public enum Done {
        /** It was not there. */
        MADE,
        /** It was there, and says now what it should. */
        CHANGED
    }

    /**
     * What was done.
     *
     * @param agent Retell's id of the agent
     * @param number the number that leads to it; null where none is set
     * @param numberDone null where Retell was not told of a number
     * @param notes what an operator should know besides
     */
    public record Result(
            String agent,
            Done agentDone,
            @Nullable String number,
            @Nullable Done numberDone,
            List<String> notes) {
        public Result {
            notes = List.copyOf(notes);
        }
    }

    /**
     * Does it; once more does no harm.
     *
     * @throws ProviderFailure where Retell does not take it; what was done until then stays
     */
    public Result make(RetellWishes wishes) throws ProviderFailure, InterruptedException {
        List<String> notes = new ArrayList<>(notes(wishes));
        Optional<String> known = known(wishes.name());
        if (known.isPresent()) {
            change(known.get(), wishes.agent());
        }
        String agent = known.isPresent() ? known.get() : retell.createAgent(wishes.agent());
        PhoneNumber number = telephony.retellNumber();
        Done numberDone = number == null ? null : lead(number.text(), agent);
        if (number != null && numberDone == null) {
            notes.add("Retell does not know the number " + number.text()
                    + ": buy it there, or set all of VOBIZ_* but VOBIZ_API_SECRET, and say this again");
        }
        return new Result(
                agent,
                known.isPresent() ? Done.CHANGED : Done.MADE,
                number == null ? null : number.text(),
                numberDone,
                notes);
    }

    private static List<String> notes(RetellWishes wishes) {
        List<String> notes = new ArrayList<>();
        if (!wishes.isHeard()) {
            notes.add("Retell does not hear the agent's language; it hears "
                    + wishes.language().tag() + " instead");
        } else if (wishes.voice() == null && !wishes.language().atHome()) {
            notes.add("the voice " + wishes.speaker() + " speaks "
                    + wishes.language().tag()
                    + " as a stranger: name one of Retell's that is at home in it with --voice");
        }
        return notes;
    }

    /** The agent that is set, or else the one of this name; empty where one is to be made. */
    private Optional<String> known(String name) throws ProviderFailure, InterruptedException {
        String id = telephony.retell().agentId();
        if (id != null) {
            Optional<JsonNode> set = retell.agent(id);
            if (set.isEmpty()) {
                throw wrong("Retell knows no agent of the id in RETELL_AGENT_ID: leave it empty to have one made");
            }
            return Optional.of(id);
        }
        List<String> named = retell.agents().stream()
                .filter(agent -> agent.name().equals(name))
                .map(RetellApi.Agent::id)
                .toList();
        if (named.size() > 1) {
            throw wrong("several agents at Retell have this name (RETELL_AGENT_NAME): set RETELL_AGENT_ID to one of "
                    + String.join(", ", named));
        }
        return named.stream().findFirst();
    }

    private void change(String agent, ObjectNode settings) throws ProviderFailure, InterruptedException {
        try {
            retell.updateAgent(agent, settings);
        } catch (ProviderFailure failure) {
            throw failure.kind() == Kind.BAD_REQUEST
                    ? wrong(
                            "Retell does not let the agent be changed: make a draft of it there if its newest version is"
                                    + " published, and check --voice")
                    : failure;
        }
    }

    private @Nullable Done lead(String number, String agent) throws ProviderFailure, InterruptedException {
        boolean known = retell.number(number).isPresent();
        Telephony.Vobiz vobiz = telephony.vobiz();
        PhoneNumber did = vobiz.didNumber();
        boolean trunk = vobiz.isComplete() && did != null && did.text().equals(number);
        if (known) {
            retell.updateNumber(number, RetellWishes.number(agent, trunk ? vobiz : null, true));
            return Done.CHANGED;
        }
        if (!trunk) {
            return null;
        }
        retell.importNumber(RetellWishes.number(agent, vobiz, false).put("phone_number", number));
        return Done.MADE;
    }

    private static ProviderFailure wrong(String message) {
        return new ProviderFailure("retell", Kind.NOT_CONFIGURED, message);
    }
}
