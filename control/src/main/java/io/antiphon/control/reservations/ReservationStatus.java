package io.antiphon.control.reservations;

import java.util.Arrays;
import java.util.Locale;

/** Where a reservation stands. */
public enum ReservationStatus {
    /** Nobody has been called yet. */
    REQUESTED,
    /** The restaurant's telephone rings, or somebody is talked with. */
    CALLING,
    /** The restaurant has said that the table is kept. It stays so. */
    CONFIRMED,
    /** The restaurant has said that it has no such table. */
    DECLINED,
    /** Somebody picked up, and nobody knows what came of it. */
    UNCLEAR,
    /** Nobody was reached. */
    FAILED,
    /** Taken back before anybody picked up. It stays so. */
    CANCELLED;

    /** As the database and the API write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether another call may try. */
    boolean mayTryAgain() {
        return this == DECLINED || this == UNCLEAR || this == FAILED;
    }

    /** Whether its own call may still tell what came of it. */
    boolean mayBeDecided() {
        return this == REQUESTED || this == CALLING || this == DECLINED || this == UNCLEAR;
    }

    static ReservationStatus of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst()
                .orElseThrow();
    }
}
