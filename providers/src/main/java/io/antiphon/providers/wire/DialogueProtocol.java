package io.antiphon.providers.wire;

import io.antiphon.audio.Frame;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.Prompt;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A vendor's way of a spoken dialogue: what it is sent and what its messages mean. A fold without thread or clock; all
 * its methods are called by the one thread of its {@link LiveDialogue}.
 */
public interface DialogueProtocol {
    /** The connection stands; nothing has been sent or has come. */
    void opened(Exchange to);

    /** The caller's next 20 ms. */
    void sound(Frame frame, boolean speech, Exchange to);

    /** What was heard so far is to be told; ends in exactly one {@link Exchange#said}, now or later. */
    void finish(Exchange to);

    /** What was heard is to be answered; answers under other numbers are wanted no more. */
    void answer(long answer, Prompt news, Exchange to);

    /** An answer is wanted no more. */
    void cancel(long answer, Exchange to);

    /** Only so much of an answer was heard. */
    void heard(long answer, String text, int millis, Exchange to);

    /** A message came. */
    void message(JsonNode message, Exchange to) throws ProviderFailure;

    /** The time set with {@link Exchange#expect} for this is over. */
    void overdue(String what, Exchange to) throws ProviderFailure;

    /** What a protocol may do. Anything for an answer that nobody waits for falls to the floor. */
    interface Exchange {
        void send(String text);

        void partial(String text);

        void said(String text);

        void audio(long answer, short[] samples, int rate);

        void thought(long answer, ModelPiece piece);

        void failed(long answer, ProviderFailure failure);

        /** Calls {@link DialogueProtocol#overdue} after this time unless another is set or it is taken back with null. */
        void expect(String what, @Nullable Duration time);
    }
}
