package io.antiphon.lines;

import io.antiphon.audio.Frame;
import io.antiphon.ports.line.Arrival;
import io.antiphon.ports.line.Line;
import io.antiphon.ports.line.Notice;
import io.antiphon.ports.line.Reception;
import io.antiphon.ports.line.Refusal;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Greets with 200 ms of sound and then says whatever it hears, except silence. */
final class Parrot implements Reception {
    static final int GREETING = 10;

    private final BlockingQueue<String> endings = new LinkedBlockingQueue<>();
    private final AtomicLong played = new AtomicLong();

    /** How calls ended. */
    BlockingQueue<String> endings() {
        return endings;
    }

    long played() {
        return played.get();
    }

    @Override
    public void arrived(Line line, Arrival arrival) {
        if ("nobody".equals(arrival.agent())) {
            line.refuse(Refusal.UNKNOWN_AGENT);
            return;
        }
        line.show(new Notice.Started("c-1", "Polly"));
        line.open(new Talk(line));
        for (int i = 0; i < GREETING; i++) {
            line.play(loud(line.description().rate()));
        }
    }

    static Frame loud(int rate) {
        var samples = new short[Frame.length(rate)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (i % 2 == 0 ? 8031 : -8031);
        }
        return new Frame(samples, rate);
    }

    private final class Talk implements Line.Listener {
        private final Line line;

        Talk(Line line) {
            this.line = line;
        }

        @Override
        public void heard(Frame frame) {
            if (frame.samples()[0] > 1000) {
                line.play(frame);
            }
        }

        @Override
        public void played(long frame) {
            played.set(frame);
        }

        @Override
        public void cleared(long frame) {}

        @Override
        public void digit(char digit) {}

        @Override
        public void hungUp() {
            line.show(new Notice.Ended("user_ended", 1));
            line.hangUp("user_ended");
            endings.add("hung up");
        }

        @Override
        public void lost(String why) {
            endings.add("lost");
        }
    }
}
