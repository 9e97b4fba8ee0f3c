package io.antiphon.control.webhooks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a webhook can be told of. */
public enum EventType {
    CALL_STARTED,
    CALL_ENDED,
    CALL_FAILED,
    /** One side said something. */
    CONVERSATION_UPDATED,
    /** Its settings, or its draft, are other ones now. */
    AGENT_UPDATED,
    /** A version of it is in force from the next call on. */
    AGENT_DEPLOYED,
    /** A tool ran in a call. */
    FUNCTION_EXECUTED,
    /** A provider failed in a call. */
    ERROR,
    /** Somebody wants to see whether it works; nobody subscribes to it. */
    WEBHOOK_TEST;

    /** As the API and the database write it, such as {@code call.ended}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** Those that one can subscribe to. */
    static List<String> words() {
        return subscribable().map(EventType::word).toList();
    }

    static Optional<EventType> of(String word) {
        return subscribable().filter(type -> type.word().equals(word)).findFirst();
    }

    private static Stream<EventType> subscribable() {
        return Arrays.stream(values()).filter(type -> type != WEBHOOK_TEST);
    }
}
