package io.antiphon.server.wiring;

import java.util.List;
import java.util.Set;

/**
 * What an organisation's agents may be given, what it is offered beyond that, and how all of them are.
 *
 * @param own the vendors whose keys the organisation brought itself
 */
record Staffing(List<KeyedOffer> offers, Set<String> own, Cast cast, ProviderHealth health) implements AutoCloseable {
    Staffing {
        offers = List.copyOf(offers);
        own = Set.copyOf(own);
    }

    @Override
    public void close() {
        cast.ears().close();
        cast.minds().close();
        cast.leads().close();
        cast.voices().close();
    }
}
