package io.antiphon.lines.caller;

import io.antiphon.audio.Frame;
import io.antiphon.lines.Lane;
import io.antiphon.lines.Pacer;
import io.antiphon.lines.Socket;
import io.antiphon.lines.SocketListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A caller at the far end of a line, with a mouth, an ear and a clock: says what it is told to, silence otherwise, one
 * frame each 20 ms; plays the agent's sound in real time and reports that as a real one would. For scripts: what is to
 * be waited for comes as a future, completed on the caller's own threads, and cancelled when the connection ends first.
 */
public abstract sealed class Caller implements SocketListener, AutoCloseable permits BrowserCaller, TwilioCaller {
    private static final int PAUSE_TICKS = 10;
    private static final int AUDIBLE = 60;

    private record Wish(BooleanSupplier fulfilled, CompletableFuture<@Nullable Void> future) {}

    private record Hope(Predicate<CallerEvent> fulfilled, CompletableFuture<?> future) {}

    private final int rate;
    private final LongSupplier nanoTime;
    private final Lane lane = new Lane(this::broken);
    private final ArrayDeque<short[]> mouth = new ArrayDeque<>();
    private final Earpiece earpiece;
    private final Recording recording;
    private final List<CallerEvent> log = new ArrayList<>();
    private final List<Hope> hopes = new ArrayList<>();
    private final List<Wish> wishes = new ArrayList<>();
    private final List<Long> arrivals = new ArrayList<>();
    private final boolean keep;
    private @Nullable Person person;
    private @Nullable Socket socket;
    private Pacer.@Nullable Seat seat;
    private int read;
    private boolean saying;
    private boolean disconnected;
    private boolean audible;
    private long silentTicks = PAUSE_TICKS;
    private long audibleFrames;

    Caller(int rate, LongSupplier nanoTime, boolean keep) {
        this.rate = rate;
        this.nanoTime = nanoTime;
        this.keep = keep;
        this.earpiece = new Earpiece(Frame.length(rate));
        this.recording = new Recording(rate);
    }

    /** The connection stands: from now on the caller speaks and hears, a frame each tick of {@code pacer}. */
    public final void connected(Socket opened, Pacer pacer) {
        lane.run(() -> {
            socket = opened;
            greet();
            note(new CallerEvent.Connected(now()));
        });
        var taken = pacer.join(tick -> lane.run(this::tick));
        lane.run(() -> {
            seat = taken;
            if (disconnected) {
                taken.leave();
            }
        });
    }

    /** Samples a second of all sound here. */
    public final int rate() {
        return rate;
    }

    /** Says {@code samples}, at {@link #rate}, after what is being said; the last frame is filled up with silence. */
    public final void say(short[] samples) {
        lane.run(() -> {
            int length = Frame.length(rate);
            for (int at = 0; at < samples.length; at += length) {
                mouth.add(Arrays.copyOfRange(samples, at, at + length));
            }
            saying |= samples.length > 0;
        });
    }

    /** From now on {@code somebody} says what this caller says, in place of {@link #say}, and is told what it hears. */
    public final void become(Person somebody) {
        lane.run(() -> person = somebody);
    }

    /** Stops saying what has not been sent yet. */
    public final void fallSilent() {
        lane.run(mouth::clear);
    }

    /** Completes when everything to be said has been sent. */
    public final CompletableFuture<@Nullable Void> said() {
        return when(() -> !saying);
    }

    /** Completes when the agent's next audible frame is played. */
    public final CompletableFuture<@Nullable Void> agentSpeaks() {
        var from = new long[] {-1};
        return when(() -> {
            from[0] = from[0] < 0 ? audibleFrames : from[0];
            return audibleFrames > from[0];
        });
    }

    /** Completes when nothing of the agent has been audible for {@code millis}. */
    public final CompletableFuture<@Nullable Void> agentSilent(int millis) {
        return when(() -> silentTicks * Frame.MILLIS >= millis);
    }

    /** Completes with the next event of this kind, of those that came after the last one waited for. */
    public final <E extends CallerEvent> CompletableFuture<E> next(Class<E> kind) {
        return next(kind, event -> true);
    }

    /** Completes with the next event of this kind that fits, of those that came after the last one waited for. */
    public final <E extends CallerEvent> CompletableFuture<E> next(Class<E> kind, Predicate<E> fits) {
        var future = new CompletableFuture<E>();
        Predicate<CallerEvent> hope =
                event -> kind.isInstance(event) && fits.test(kind.cast(event)) && future.complete(kind.cast(event));
        lane.run(() -> {
            for (int at = read; at < log.size(); at++) {
                if (hope.test(log.get(at))) {
                    read = at + 1;
                    return;
                }
            }
            if (disconnected) {
                future.cancel(false);
            } else {
                hopes.add(new Hope(hope, future));
            }
        });
        return future;
    }

    /** Everything noticed so far. */
    public final CompletableFuture<List<CallerEvent>> events() {
        var future = new CompletableFuture<List<CallerEvent>>();
        lane.run(() -> future.complete(List.copyOf(log)));
        return future;
    }

    /** When each of the agent's messages of sound arrived, in nanoseconds of the caller's clock. */
    public final CompletableFuture<List<Long>> arrivals() {
        var future = new CompletableFuture<List<Long>>();
        lane.run(() -> future.complete(List.copyOf(arrivals)));
        return future;
    }

    /** Both sides so far; stays empty for a caller that does not record. */
    public final Recording recording() {
        return recording;
    }

    /** Ends the call as a person does: the server is told and may still answer. */
    public final void hangUp() {
        lane.run(() -> {
            mouth.clear();
            if (!disconnected) {
                sayGoodbye();
            }
        });
    }

    /** Lets go of the connection, with or without goodbye. */
    @Override
    public final void close() {
        disconnect(1000, "");
    }

    @Override
    public final void closed(int code) {
        lane.run(() -> gone(code));
    }

    @Override
    public final void failed(String why) {
        lane.run(() -> gone(1006));
    }

    @Override
    public final void text(String message) {
        lane.run(() -> read(message));
    }

    @Override
    public final void binary(byte[] message) {
        lane.run(() -> read(message));
    }

    /** The connection has just been made. */
    abstract void greet();

    abstract void read(String message);

    abstract void read(byte[] message);

    /** Sends 20 ms of the caller's sound. */
    abstract void send(short[] frame);

    /** 20 ms have been played. */
    abstract void played(Earpiece ear);

    abstract void sayGoodbye();

    final void inOrder(Runnable step) {
        lane.run(step);
    }

    final long now() {
        return nanoTime.getAsLong();
    }

    final void note(CallerEvent event) {
        log.add(event);
        boolean awaited = false;
        for (var hope : List.copyOf(hopes)) {
            if (hope.fulfilled.test(event)) {
                hopes.remove(hope);
                awaited = true;
            }
        }
        if (awaited) {
            read = log.size();
        }
    }

    /** Takes in sound of the agent. */
    final void hear(short[] samples) {
        if (person == null) {
            arrivals.add(now());
        } else {
            person.hears(samples);
        }
        earpiece.add(samples);
    }

    /** Drops the agent's sound that has not been played. */
    final void drop() {
        int samples = earpiece.clear();
        if (person != null) {
            person.dropped(samples);
        }
        note(new CallerEvent.Cleared(now(), samples));
    }

    final Earpiece earpiece() {
        return earpiece;
    }

    final void sendText(String message) {
        if (socket != null) {
            socket.sendText(message);
        }
    }

    final void sendBinary(byte[] message) {
        if (socket != null) {
            socket.sendBinary(message);
        }
    }

    final void disconnect(int code, String reason) {
        lane.run(() -> {
            if (socket != null) {
                socket.close(code, reason);
            }
            gone(code);
        });
    }

    private CompletableFuture<@Nullable Void> when(BooleanSupplier fulfilled) {
        var future = new CompletableFuture<@Nullable Void>();
        lane.run(() -> {
            if (fulfilled.getAsBoolean()) {
                future.complete(null);
            } else if (disconnected) {
                future.cancel(false);
            } else {
                wishes.add(new Wish(fulfilled, future));
            }
        });
        return future;
    }

    private void tick() {
        if (disconnected) {
            return;
        }
        var frame = person == null ? mouth.poll() : person.says();
        var said = frame == null ? new short[Frame.length(rate)] : frame;
        send(said);
        if (saying && mouth.isEmpty()) {
            saying = false;
            note(new CallerEvent.Said(now()));
        }
        var heard = earpiece.play();
        listen(heard);
        if (keep) {
            recording.add(said, heard);
        }
        played(earpiece);
        fulfil();
    }

    private void listen(short[] heard) {
        if (isAudible(heard)) {
            audibleFrames++;
            silentTicks = 0;
            if (!audible) {
                audible = true;
                note(new CallerEvent.AgentBegan(now()));
            }
            return;
        }
        silentTicks++;
        if (audible && silentTicks >= PAUSE_TICKS) {
            audible = false;
            note(new CallerEvent.AgentPaused(now()));
        }
    }

    private void fulfil() {
        for (var wish : List.copyOf(wishes)) {
            if (wish.fulfilled.getAsBoolean()) {
                wishes.remove(wish);
                wish.future.complete(null);
            }
        }
    }

    private void gone(int code) {
        if (disconnected) {
            return;
        }
        disconnected = true;
        if (seat != null) {
            seat.leave();
        }
        note(new CallerEvent.Disconnected(now(), code));
        wishes.forEach(wish -> wish.future.cancel(false));
        wishes.clear();
        hopes.forEach(hope -> hope.future.cancel(false));
        hopes.clear();
    }

    private void broken(RuntimeException failure) {
        note(new CallerEvent.Violation(now(), "the caller failed: " + failure));
        disconnect(1011, "the caller failed");
    }

    private static boolean isAudible(short[] frame) {
        long sum = 0;
        for (short sample : frame) {
            sum += Math.abs(sample);
        }
        return sum > (long) AUDIBLE * frame.length;
    }
}
