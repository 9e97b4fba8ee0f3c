package io.antiphon.control.reservations;

import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.mind.Tool;
import io.antiphon.ports.mind.ToolDescription;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** The tool {@code record_reservation} of a call that books a table, with which its agent says what came of it. */
public final class RecordReservation implements Tool {
    private static final ToolDescription DESCRIPTION = new ToolDescription("record_reservation", """
            Records what the restaurant said about the reservation. Use it as soon as they have confirmed or declined it,\
             and before you say goodbye. Never record a number, a day or a time that they did not say.""", """
            {"type":"object","properties":{\
            "outcome":{"type":"string","enum":["confirmed","declined","unclear"],\
            "description":"confirmed once they have said that the table is kept; declined where they have none; unclear where you could not find out, or spoke to a machine"},\
            "confirmation_number":{"type":"string",\
            "description":"its letters and digits, where they gave one, such as TBL4729"},\
            "date":{"type":"string","description":"the day that they confirmed, as 2026-12-24; leave out where it is the one asked for"},\
            "time":{"type":"string","description":"the time that they confirmed, as 19:30; leave out where it is the one asked for"},\
            "note":{"type":"string","description":"what else the guest must know, in one sentence"}},\
            "required":["outcome"]}""");

    private final Reservations reservations;
    private final UUID org;
    private final UUID call;
    private final Supplier<List<String>> heard;

    /** @param heard what the restaurant has said in the call so far, line by line */
    public RecordReservation(Reservations reservations, UUID org, UUID call, Supplier<List<String>> heard) {
        this.reservations = reservations;
        this.org = org;
        this.call = call;
        this.heard = heard;
    }

    @Override
    public ToolDescription description() {
        return DESCRIPTION;
    }

    @Override
    public String run(String key, String arguments) throws ProviderFailure {
        try {
            Outcome outcome = Outcome.of(arguments);
            ConfirmationNumber number = outcome.number();
            return reservations.record(org, call, key, outcome, number != null && number.isIn(heard.get()));
        } catch (Outcome.Unusable unusable) {
            return "error: " + unusable.getMessage();
        } catch (DataAccessException | TransactionException away) {
            throw new ProviderFailure(
                    "reservations", ProviderFailure.Kind.UNREACHABLE, "the outcome could not be written down", away);
        }
    }
}
