package io.antiphon.lines.browser;

import io.antiphon.audio.Frame;
import io.antiphon.audio.Pcm16;
import io.antiphon.lines.Intake;
import io.antiphon.lines.PacedLine;
import io.antiphon.lines.Pacer;
import io.antiphon.lines.Playhead;
import io.antiphon.lines.Socket;
import io.antiphon.ports.line.LineDescription;
import io.antiphon.ports.line.Notice;
import io.antiphon.ports.line.Refusal;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A caller in a browser: 16-bit linear sound at 16 kHz both ways, and messages that a page may show.
 *
 * <p>A client that reports playback tells by position, from 1 in the order received, which frame it has played last,
 * and what that was when it obeyed a {@code clear}. If it leaves a clear unanswered for 300 ms, time and its last
 * report give the answer. For a client that does not report, a frame counts as played 20 ms after it was sent, or after
 * the one before it.
 */
final class BrowserLine extends PacedLine<byte[]> {
    /** Ticks a client has to answer a clear: 300 ms. */
    private static final int ANSWER_TICKS = 15;
    /** Messages that cannot be used before the socket is closed. */
    private static final int MOST_MISTAKES = 20;

    /** A clear not answered yet; positions. */
    private static final class Clear {
        private final long after;
        private final long upTo;
        private final long estimate;
        private long ticksLeft;

        Clear(Playhead playhead, long ticksLeft) {
            this.after = playhead.dropped();
            this.upTo = playhead.sent();
            this.estimate = playhead.estimatedNumber();
            this.ticksLeft = ticksLeft;
        }
    }

    private final boolean reported;
    private final AtomicInteger mistakes = new AtomicInteger();
    private final ArrayDeque<Clear> clears = new ArrayDeque<>();
    private int answersOverdue;
    private boolean overrunTold;

    BrowserLine(Socket socket, Pacer pacer, boolean reported) {
        super(new LineDescription("browser", BrowserDoor.RATE, null, null), socket, pacer);
        this.reported = reported;
    }

    @Override
    public void show(Notice notice) {
        sendText(BrowserTexts.of(notice));
    }

    /** Whether the client reports what it has played. */
    boolean reported() {
        return reported;
    }

    void heard(short[] samples) {
        said(samples);
    }

    void ended() {
        hungUp();
    }

    void broke(String why) {
        lost(why);
    }

    /** Tells the client that a message could not be used: which field, and what to do. */
    void complain(String message) {
        int count = mistakes.incrementAndGet();
        if (count <= MOST_MISTAKES) {
            sendText(BrowserTexts.error(message));
        }
        if (count == MOST_MISTAKES) {
            sendText(BrowserTexts.error("too many messages that cannot be used: the connection is closed"));
            // The code goes first: the call, once told, hangs up with its own.
            hangUpOn(1008, "too many messages that cannot be used");
            lost("the client sent " + MOST_MISTAKES + " messages that cannot be used");
        }
    }

    /** The client has played the frame at this position. */
    void played(long position) {
        inLane(playhead -> {
            if (!clears.isEmpty() && position > clears.getLast().upTo) {
                answerAll();
            }
            if (clears.isEmpty()) {
                playhead.confirm(position);
                reportPlayed(playhead.confirmedNumber());
            }
        });
    }

    /** The client has obeyed a clear; the frame at this position was the last one it played. */
    void cleared(long position) {
        inLane(playhead -> {
            if (answersOverdue > 0) {
                answersOverdue--;
                return;
            }
            var clear = clears.poll();
            if (clear != null) {
                long played = Math.min(position, clear.upTo);
                reportCleared(played > clear.after ? playhead.number(played) : 0);
            }
        });
    }

    @Override
    protected byte[] encode(Frame frame) {
        return Pcm16.encode(frame.samples());
    }

    @Override
    protected void transmit(byte[] frame, long number, Playhead playhead) {
        sendBinary(frame);
    }

    @Override
    protected void clearFarEnd(Playhead playhead) {
        sendText(BrowserTexts.CLEAR);
        clears.add(new Clear(playhead, reported ? ANSWER_TICKS : 0));
        playhead.drop();
    }

    @Override
    protected void ticked(long elapsed, Playhead playhead) {
        clears.forEach(clear -> clear.ticksLeft -= elapsed);
        while (!clears.isEmpty() && clears.element().ticksLeft <= 0) {
            answer();
        }
        if (!reported) {
            playhead.confirmModelled();
        }
        if (clears.isEmpty()) {
            reportPlayed(playhead.confirmedNumber());
        }
        overrunTold &= waiting() > Intake.CAPACITY / 2;
    }

    @Override
    protected void overrun() {
        if (!overrunTold) {
            overrunTold = true;
            complain("sound came faster than it can be heard and more than 30 s of it wait: what came on top was"
                    + " dropped; send one 640-byte message each 20 ms");
        }
    }

    @Override
    protected void explain(Refusal refusal) {
        sendText(BrowserTexts.error(refusal.remedy()));
    }

    private void answerAll() {
        while (!clears.isEmpty()) {
            answer();
        }
    }

    private void answer() {
        reportCleared(clears.remove().estimate);
        if (reported) {
            answersOverdue++;
        }
    }
}
