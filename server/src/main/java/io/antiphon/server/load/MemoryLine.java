package io.antiphon.server.load;

import io.antiphon.audio.Frame;
import io.antiphon.lines.PacedLine;
import io.antiphon.lines.Pacer;
import io.antiphon.lines.Playhead;
import io.antiphon.lines.Socket;
import io.antiphon.ports.line.LineDescription;
import io.antiphon.ports.line.Refusal;

/** A line without a network: the caller sits in the same memory and is otherwise served as any other. */
final class MemoryLine extends PacedLine<Frame> {
    static final int RATE = 8_000;

    private static final long FRAME_NANOS = Frame.MILLIS * 1_000_000L;

    private final LoadCaller caller;

    MemoryLine(LoadCaller caller, Pacer pacer) {
        super(new LineDescription("memory", RATE, null, null), new NoSocket(), pacer);
        this.caller = caller;
    }

    /** The caller's next 20 ms. */
    void heard(short[] samples) {
        said(samples);
    }

    void ended() {
        hungUp();
    }

    @Override
    protected Frame encode(Frame frame) {
        return frame;
    }

    @Override
    protected void transmit(Frame frame, long number, Playhead playhead) {
        caller.hears(frame.samples());
    }

    @Override
    protected void clearFarEnd(Playhead playhead) {
        // a frame counts as played when at least half of it was
        long dropped = (caller.drop() + FRAME_NANOS / 2) / FRAME_NANOS;
        long position = playhead.sent() - dropped;
        long last = position > playhead.dropped() ? playhead.number(position) : 0;
        playhead.drop();
        reportCleared(last);
    }

    @Override
    protected void ticked(long elapsed, Playhead playhead) {
        long unplayed = (caller.unplayed() + FRAME_NANOS - 1) / FRAME_NANOS;
        playhead.confirm(playhead.sent() - unplayed);
        reportPlayed(playhead.confirmedNumber());
    }

    @Override
    protected void overrun() {}

    @Override
    protected void explain(Refusal refusal) {}

    private record NoSocket() implements Socket {
        @Override
        public boolean sendText(String text) {
            return true;
        }

        @Override
        public boolean sendBinary(byte[] bytes) {
            return true;
        }

        @Override
        public void close(int code, String reason) {}
    }
}
