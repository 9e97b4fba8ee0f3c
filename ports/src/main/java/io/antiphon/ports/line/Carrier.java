package io.antiphon.ports.line;

import io.antiphon.ports.ProviderFailure;
import java.util.Optional;

/**
 * Places calls on the telephone network. Whoever answers arrives at a door of the lines, as an {@link Arrival} that names
 * the call. Serves many threads at once.
 */
public interface Carrier {
    /** The channel of its lines, such as {@code twilio}. */
    String channel();

    /**
     * Asks for one call, once: a request whose fate is not known is never sent again, as nobody is to be called twice.
     *
     * @return the carrier's own name for the call, such as Twilio's call SID; empty where the carrier was asked and did
     *     not say in time whether it places the call, so that it may ring or not
     * @throws ProviderFailure when the call was certainly not placed: {@link ProviderFailure.Kind#BAD_REQUEST} where the
     *     carrier does not call this number, any other kind where it is not the number's fault
     */
    Optional<String> place(OutboundCall call) throws ProviderFailure, InterruptedException;

    /**
     * Ends a call that rings or goes on; one that is over already stays so.
     *
     * @param providerCallId what {@link #place} answered
     */
    void hangUp(String providerCallId) throws ProviderFailure, InterruptedException;

    /** Where a call stands; empty where the carrier knows none of this name. */
    Optional<DialStatus> status(String providerCallId) throws ProviderFailure, InterruptedException;
}
