package io.antiphon.conversation;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.conversation.stage.CallEvent.Part;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.line.Line;
import io.antiphon.ports.speech.Ear;
import java.util.function.Consumer;

/**
 * What line and ear report, made events of the call.
 *
 * @param piece names the ear that posts, in its failure
 */
record Posting(Consumer<CallEvent> events, int piece) implements Line.Listener, Ear.Listener {
    @Override
    public void heard(Frame frame) {
        events.accept(new CallEvent.CallerFrame(frame, 0));
    }

    @Override
    public void played(long frame) {
        events.accept(new CallEvent.PlayedUpTo(frame));
    }

    @Override
    public void cleared(long frame) {
        events.accept(new CallEvent.PlaybackCleared(frame));
    }

    @Override
    public void digit(char digit) {
        events.accept(new CallEvent.DigitPressed(digit));
    }

    @Override
    public void hungUp() {
        events.accept(new CallEvent.CallerHungUp());
    }

    @Override
    public void lost(String why) {
        events.accept(new CallEvent.LineLost(why));
    }

    @Override
    public void partial(String text) {
        events.accept(new CallEvent.CallerPartial(text));
    }

    @Override
    public void said(String text, double confidence) {
        events.accept(new CallEvent.CallerSaid(text, confidence));
    }

    @Override
    public void turn(Ear.TurnSignal signal) {
        events.accept(new CallEvent.CallerTurn(signal));
    }

    @Override
    public void failed(ProviderFailure failure) {
        events.accept(new CallEvent.ProviderFailed(-1, Part.EAR, piece, failure));
    }
}
