package io.antiphon.control.vault;

import java.util.UUID;

/** What keeps sealed texts in the database. */
@FunctionalInterface
public interface SealedStore {
    /**
     * Seals under the master key what an organisation has under the former one, all or none, and nothing else of it
     * changes. What neither opens stays as it is.
     *
     * @return how many places there were
     */
    int renew(UUID org);
}
