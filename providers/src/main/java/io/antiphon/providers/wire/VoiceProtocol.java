package io.antiphon.providers.wire;

import io.antiphon.ports.ProviderFailure;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A vendor's way of speaking over one WebSocket, in which each text has a context with an id of its own. */
public interface VoiceProtocol {
    /** What asks for {@code text} in a new context. */
    List<String> begin(String context, String text);

    /** What stops a context; empty where the vendor has nothing that does. */
    String cancel(String context);

    /** What announces our leaving; empty for nothing. */
    String farewell();

    /** Contexts given up that may still be speaking before a new connection is the better way. */
    int mostGivenUp();

    /** Reads the messages of one text. */
    Reading read(String context);

    /** The messages of one text, in their order. Those of other contexts are passed over. */
    interface Reading {
        void message(JsonNode message, Out to) throws ProviderFailure, InterruptedException;
    }

    /** What a reading makes of them. */
    interface Out {
        /** Sound in base64, in the encoding that was asked for. */
        void sound(String base64) throws ProviderFailure, InterruptedException;

        /** Sound so far, in milliseconds. */
        int millis();

        /** A word as it stands in the text, in milliseconds from the text's first sound. */
        void word(String word, int startMillis, int endMillis);

        /** The text has been spoken. */
        void done();
    }
}
