package io.antiphon.lines.retell;

import io.antiphon.audio.Frame;
import io.antiphon.lines.CloseCodes;
import io.antiphon.lines.Lane;
import io.antiphon.lines.Pacer;
import io.antiphon.lines.Socket;
import io.antiphon.ports.line.LineDescription;
import io.antiphon.ports.line.Refusal;
import io.antiphon.ports.line.TextLine;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A caller in a call that Retell hosts. It outlives its socket: Retell comes again when one breaks, and is waited for; what
 * was to be said meanwhile is said then.
 */
final class RetellLine implements TextLine {
    private static final Logger log = LoggerFactory.getLogger(RetellLine.class);
    /** How long Retell may take to come again. */
    private static final int PATIENCE = 60 * Frame.PER_SECOND;
    /** Messages that may wait for Retell, or reports for the call to open the line. */
    private static final int MOST_WAITING = 1_000;

    private final LineDescription description;
    private final Pacer pacer;
    private final Consumer<RetellLine> gone;
    private final Lane lane = new Lane(failure -> log.error("a line of Retell broke", failure));
    private final Deque<String> unsent = new ArrayDeque<>();
    private final Deque<Consumer<Listener>> unheard = new ArrayDeque<>();
    private @Nullable Socket socket;
    private @Nullable Listener listener;
    private Pacer.@Nullable Seat seat;
    private int newest;
    private int awaited;
    private boolean over;

    /** @param gone told once this line is over */
    RetellLine(LineDescription description, Socket socket, Pacer pacer, Consumer<RetellLine> gone) {
        this.description = description;
        this.socket = socket;
        this.pacer = pacer;
        this.gone = gone;
    }

    /** Starts the call's clock. */
    void begin() {
        Pacer.Seat taken = pacer.join(tick -> lane.run(this::tick));
        lane.run(() -> {
            if (over) {
                taken.leave();
            } else {
                seat = taken;
            }
        });
    }

    /** Goes on over another socket. */
    void attach(Socket another) {
        lane.run(() -> {
            if (over) {
                another.close(1000, "the call is over");
                return;
            }
            socket = another;
            awaited = 0;
            while (!unsent.isEmpty()) {
                another.sendText(unsent.remove());
            }
        });
    }

    /**
     * A socket of this line closed.
     *
     * @param why null when it did so in the ordinary way
     */
    void detached(Socket closed, @Nullable String why) {
        lane.run(() -> {
            if (!closed.equals(socket) || over) {
                return;
            }
            socket = null;
            if (why == null) {
                end();
                report(Listener::hungUp);
            } else {
                log.info("Retell is awaited: {}", why);
            }
        });
    }

    void told(List<Said> all) {
        lane.run(() -> report(to -> to.transcript(all)));
    }

    void wanted(int request, List<Said> all, boolean reminder) {
        lane.run(() -> {
            newest = Math.max(newest, request);
            report(to -> {
                if (reminder) {
                    to.reminderWanted(request, all);
                } else {
                    to.answerWanted(request, all);
                }
            });
        });
    }

    private void tick() {
        if (over) {
            return;
        }
        if (socket == null) {
            awaited++;
            if (awaited > PATIENCE) {
                end();
                report(to -> to.lost("Retell did not come again within a minute"));
                return;
            }
        }
        if (listener != null) {
            listener.tick();
        }
    }

    private void report(Consumer<Listener> what) {
        Listener to = listener;
        if (to != null) {
            what.accept(to);
        } else if (unheard.size() < MOST_WAITING) {
            unheard.add(what);
        }
    }

    @Override
    public LineDescription description() {
        return description;
    }

    @Override
    public void open(Listener opened) {
        lane.run(() -> {
            listener = opened;
            while (!unheard.isEmpty()) {
                unheard.remove().accept(opened);
            }
        });
    }

    @Override
    public void takeTurns(TurnTaking how) {
        send(RetellMessages.takeTurns(how));
    }

    @Override
    public void answer(int request, String text, boolean complete, boolean endCall) {
        lane.run(() -> {
            if (request >= newest) {
                sendNow(RetellMessages.answer(request, text, complete, endCall));
            }
        });
    }

    @Override
    public void interject(int interjection, String text, boolean complete, boolean endCall) {
        send(RetellMessages.interject(interjection, text, complete, endCall));
    }

    @Override
    public void toolStarted(String id, String name, String arguments) {
        send(RetellMessages.toolStarted(id, name, arguments));
    }

    @Override
    public void toolFinished(String id, String result) {
        send(RetellMessages.toolFinished(id, result));
    }

    private void send(String message) {
        lane.run(() -> sendNow(message));
    }

    private void sendNow(String message) {
        if (over) {
            return;
        }
        if (socket != null) {
            socket.sendText(message);
        } else if (unsent.size() < MOST_WAITING) {
            unsent.add(message);
        }
    }

    @Override
    public void hangUp(String reason) {
        close(1000, reason);
    }

    @Override
    public void refuse(Refusal refusal) {
        close(CloseCodes.of(refusal), refusal.name().toLowerCase(Locale.ROOT));
    }

    /** Ends the line from our side; Retell takes 1000 as the agent's hanging up, and other codes as our failure. */
    void close(int code, String reason) {
        lane.run(() -> {
            Socket open = socket;
            end();
            if (open != null) {
                open.close(code, reason);
            }
        });
    }

    private void end() {
        if (over) {
            return;
        }
        over = true;
        socket = null;
        if (seat != null) {
            seat.leave();
        }
        gone.accept(this);
    }
}
