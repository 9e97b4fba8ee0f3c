package io.antiphon.lines;

import io.antiphon.audio.Frame;
import io.antiphon.ports.line.Line;
import io.antiphon.ports.line.LineDescription;
import io.antiphon.ports.line.Notice;
import io.antiphon.ports.line.Refusal;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all lines over a socket share: both directions kept in time by the {@link Pacer}, the numbering of the agent's
 * frames, and one ending. Everything happens in the line's {@link Lane}, on the thread of the socket, the pacer or the
 * call, whichever came first.
 *
 * <p>The first frame after a pause of the agent leaves at once, and up to {@link #LEAD} frames more than are due with
 * the next ticks, as far as they are there; then one a tick. So 40 ms of unevenness on the way do not starve the far
 * end, and no more than 60 ms of sound are out there when the caller cuts in.
 *
 * @param <E> a frame as it goes onto the wire
 */
public abstract class PacedLine<E> implements Line {
    /** Frames by which the far end is kept ahead. */
    static final int LEAD = 2;
    /** Ticks without sending after which a frame need not wait for the next one. */
    private static final int PAUSE = 5;

    private static final Logger log = LoggerFactory.getLogger(PacedLine.class);

    /** How the far end went. */
    private sealed interface Ending {
        record HungUp() implements Ending {}

        record Lost(String why) implements Ending {}
    }

    private final LineDescription description;
    private final Socket socket;
    private final Pacer pacer;
    private final Lane lane = new Lane(this::broken);
    private final Intake intake;
    private final Playhead playhead = new Playhead();
    private final ArrayDeque<E> queue = new ArrayDeque<>();
    private Pacer.@Nullable Seat seat;
    private @Nullable Listener listener;
    private @Nullable Ending untold;
    private boolean over;
    private long accepted;
    private long lastReported;
    private long lastTick = -1;
    private long ticksSinceSending = PAUSE;

    protected PacedLine(LineDescription description, Socket socket, Pacer pacer) {
        this.description = description;
        this.socket = socket;
        this.pacer = pacer;
        this.intake = new Intake(description.rate());
    }

    /** Begins to keep time; called once by whoever made the line. What the caller says from now on is kept. */
    public final void begin() {
        var taken = pacer.join(tick -> lane.run(() -> tick(tick)));
        lane.run(() -> {
            seat = taken;
            if (over) {
                taken.leave();
            }
        });
    }

    @Override
    public final LineDescription description() {
        return description;
    }

    @Override
    public final void open(Listener opened) {
        lane.run(() -> {
            listener = opened;
            intake.open(opened::heard);
            tellEnding();
        });
    }

    @Override
    public final void play(Frame frame) {
        if (frame.rate() != description.rate()) {
            throw new IllegalArgumentException(
                    "this line plays " + description.rate() + " Hz, the frame has " + frame.rate());
        }
        var encoded = encode(frame);
        lane.run(() -> accept(encoded));
    }

    @Override
    public final void clear() {
        lane.run(() -> {
            queue.clear();
            if (!over) {
                clearFarEnd(playhead);
            }
        });
    }

    @Override
    public void show(Notice notice) {}

    @Override
    public final void hangUp(String reason) {
        close(1000, reason);
    }

    @Override
    public final void refuse(Refusal refusal) {
        explain(refusal);
        close(CloseCodes.of(refusal), refusal.name().toLowerCase(Locale.ROOT));
    }

    /** The caller's sound. */
    protected final void said(short[] samples) {
        lane.run(() -> {
            if (!over && !intake.add(samples)) {
                overrun();
            }
        });
    }

    /** The far end tells that {@code frames} frames of the caller's sound are missing here. */
    protected final void missed(long frames) {
        lane.run(() -> {
            if (!over) {
                intake.lost(frames);
            }
        });
    }

    /** Runs {@code step} in the lane unless the line is over. */
    protected final void inLane(Consumer<Playhead> step) {
        lane.run(() -> {
            if (!over) {
                step.accept(playhead);
            }
        });
    }

    /** The caller ended the call in the ordinary way. */
    protected final void hungUp() {
        lane.run(() -> end(new Ending.HungUp()));
    }

    /** The connection broke. */
    protected final void lost(String why) {
        lane.run(() -> end(new Ending.Lost(why)));
    }

    /** A key was pressed. */
    protected final void pressed(char digit) {
        lane.run(() -> {
            if (listener != null && !over) {
                listener.digit(digit);
            }
        });
    }

    /** Ends the line and tells the listener nothing more. The socket closes after what is queued has been sent. */
    protected final void close(int code, String reason) {
        lane.run(() -> {
            finish();
            untold = null;
            listener = null;
            socket.close(code, reason);
        });
    }

    /** Closes the socket, after what is queued has been sent, of a line whose ending has been told. */
    protected final void hangUpOn(int code, String reason) {
        lane.run(() -> socket.close(code, reason));
    }

    /** Reports, in the lane, that everything up to {@code number} was played. Lower numbers than before are left out. */
    protected final void reportPlayed(long number) {
        if (listener != null && number > lastReported) {
            lastReported = number;
            listener.played(number);
        }
    }

    /** Answers a clear, in the lane. Never says less than was reported before. */
    protected final void reportCleared(long number) {
        lastReported = Math.max(lastReported, number);
        if (listener != null) {
            listener.cleared(lastReported);
        }
    }

    /** Sends a text message, in or outside the lane; a peer that has stopped reading is lost. */
    protected final void sendText(String message) {
        check(socket.sendText(message));
    }

    /** Sends a binary message; as {@link #sendText}. */
    protected final void sendBinary(byte[] message) {
        check(socket.sendBinary(message));
    }

    /** Frames of the caller that wait because they came faster than real time; to be read in the lane. */
    protected final int waiting() {
        return intake.waiting();
    }

    /** The frame as it goes onto the wire. */
    protected abstract E encode(Frame frame);

    /** Sends one frame. */
    protected abstract void transmit(E frame, long number, Playhead playhead);

    /** Makes the far end drop what it has not played, and sees to it that {@link #reportCleared} comes. */
    protected abstract void clearFarEnd(Playhead playhead);

    /** The sending of a tick is done: report what was played. */
    protected abstract void ticked(long elapsed, Playhead playhead);

    /** The caller sent more than there is room for. */
    protected abstract void overrun();

    /** Tells the far end why it is turned away, where it can be told. */
    protected abstract void explain(Refusal refusal);

    private void accept(E frame) {
        accepted++;
        if (over) {
            return;
        }
        queue.add(frame);
        if (ticksSinceSending >= PAUSE && playhead.ahead() == 0) {
            send();
        }
    }

    private void tick(long tick) {
        if (over) {
            return;
        }
        long elapsed = lastTick < 0 ? 1 : tick - lastTick;
        lastTick = tick;
        playhead.tick(elapsed);
        ticksSinceSending += elapsed;
        while (!queue.isEmpty() && playhead.ahead() <= LEAD) {
            send();
        }
        playhead.ticked();
        intake.tick(elapsed);
        ticked(elapsed, playhead);
    }

    private void send() {
        long number = accepted - queue.size() + 1;
        playhead.sent(number);
        transmit(queue.remove(), number, playhead);
        ticksSinceSending = 0;
    }

    private void check(boolean taken) {
        if (!taken) {
            lane.run(() -> {
                socket.close(Outbox.STOPPED_READING, "the far end has stopped reading");
                end(new Ending.Lost("the far end has stopped reading"));
            });
        }
    }

    private void end(Ending ending) {
        if (!over) {
            finish();
            untold = ending;
            tellEnding();
        }
    }

    private void tellEnding() {
        if (listener == null || untold == null) {
            return;
        }
        switch (untold) {
            case Ending.HungUp() -> listener.hungUp();
            case Ending.Lost(var why) -> listener.lost(why);
        }
        untold = null;
    }

    private void finish() {
        over = true;
        queue.clear();
        if (seat != null) {
            seat.leave();
        }
    }

    private void broken(RuntimeException failure) {
        log.error("a {} line failed", description.channel(), failure);
        socket.close(1011, "internal error");
        end(new Ending.Lost("the line failed: see the log"));
    }
}
