package io.antiphon.providers.wire;

import io.antiphon.audio.Frame;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.Ear;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A vendor's way of listening: what it is sent and what its messages mean. A fold without thread or clock; all its
 * methods are called by the one thread of its {@link LiveEar}.
 */
public interface EarProtocol {
    /** The connection stands; comes before all else. */
    default void begin(Exchange to) {}

    /** The caller's next 20 ms. */
    void sound(Frame frame, boolean speech, Exchange to);

    /** What was heard so far is to be told; ends in exactly one {@link Exchange#said}, now or later. */
    void finish(Exchange to);

    /** A message came. */
    void message(JsonNode message, Exchange to) throws ProviderFailure;

    /** The time set with {@link Exchange#expect} is over. */
    void overdue(Exchange to);

    /** Whether the vendor owes an answer to more than sound: without any message it then counts as gone in time. */
    default boolean owes() {
        return false;
    }

    /** What tells the vendor that we are still there; empty where a ping (RFC 6455 §5.5.2) does. */
    String keepAlive();

    /** What announces our leaving; empty for nothing. */
    String farewell();

    /** What a protocol may do. */
    interface Exchange {
        void send(String text);

        void send(byte[] bytes);

        void partial(String text);

        /** Final words, with a confidence from 0 to 1, or {@link Double#NaN} where there is none. */
        void said(String text, double confidence);

        void turn(Ear.TurnSignal signal);

        /** Calls {@link EarProtocol#overdue} after this time unless another is set or it is taken back with null. */
        void expect(@Nullable Duration time);
    }
}
