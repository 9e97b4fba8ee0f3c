package io.antiphon.control.calls;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a call stands. */
public enum CallStatus {
    QUEUED("queued"),
    RINGING("ringing"),
    IN_PROGRESS("in-progress"),
    COMPLETED("completed"),
    FAILED("failed");

    private final String word;

    CallStatus(String word) {
        this.word = word;
    }

    /** As the database and the API write it. */
    public String word() {
        return word;
    }

    static Optional<CallStatus> of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word.equals(word))
                .findFirst();
    }

    /** All words, for an error message. */
    static String words() {
        return Arrays.stream(values()).map(CallStatus::word).collect(Collectors.joining(", "));
    }
}
