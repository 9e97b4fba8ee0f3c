package io.antiphon.conversation;

import io.antiphon.audio.Frame;
import io.antiphon.audio.Framer;
import io.antiphon.audio.Resampler;
import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.ports.speech.Voice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Cuts the samples of one utterance into frames at the line's rate. Used by one thread at a time. */
final class Cutter implements Voice.Sink {
    private final int turn;
    private final int utterance;
    private final int rate;
    private final Consumer<CallEvent> events;
    private final Framer framer;
    private @Nullable Resampler resampler;

    Cutter(int turn, int utterance, int rate, Consumer<CallEvent> events) {
        this.turn = turn;
        this.utterance = utterance;
        this.rate = rate;
        this.events = events;
        this.framer = new Framer(rate);
    }

    @Override
    public void audio(short[] samples, int from) {
        if (resampler == null || resampler.from() != from) {
            resampler = Resampler.between(from, rate);
        }
        short[] out = new short[resampler.maxOutput(samples.length)];
        int length = resampler.resample(samples, 0, samples.length, out, 0);
        send(out, length);
    }

    private void send(short[] samples, int length) {
        List<Frame> frames = new ArrayList<>();
        framer.push(samples, 0, length, frames::add);
        if (!frames.isEmpty()) {
            events.accept(new CallEvent.VoiceSounded(turn, utterance, frames));
        }
    }

    @Override
    public void word(int from, int to, int startMillis, int endMillis) {
        events.accept(new CallEvent.VoiceAligned(turn, utterance, new CallEvent.Word(from, to, endMillis)));
    }

    /** The utterance is complete: what is left over is sent. */
    void end() {
        if (resampler != null) {
            short[] rest = new short[resampler.maxFlush()];
            send(rest, resampler.flush(rest, 0));
        }
        framer.flush(frame -> events.accept(new CallEvent.VoiceSounded(turn, utterance, List.of(frame))));
    }
}
