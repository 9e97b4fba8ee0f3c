package io.antiphon.lines.twilio;

import io.antiphon.audio.Frame;
import io.antiphon.audio.G711;
import io.antiphon.lines.PacedLine;
import io.antiphon.lines.Pacer;
import io.antiphon.lines.Playhead;
import io.antiphon.lines.Socket;
import io.antiphon.ports.line.LineDescription;
import io.antiphon.ports.line.Refusal;
import java.util.ArrayDeque;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;

/**
 * A caller on the telephone, over Twilio: 8 kHz µ-law both ways.
 *
 * <p>After each 100 ms of the agent's sound, and at its end, goes a mark named by the frame's number. Twilio sends a
 * mark back when all before it has been played, but also, at once, when it is told to clear; so marks that come back
 * after a clear say nothing, and the clear is answered without them: the last frame marked as played before, and the
 * time since.
 */
final class TwilioLine extends PacedLine<String> {
    /** Frames between marks: 100 ms. */
    private static final int MARK_FRAMES = 5;
    /** Ticks without a frame after which the agent's sound counts as ended and is marked. */
    private static final int END_TICKS = 2;
    /** A carrier sends sound all the time; after this long without any it is gone. */
    private static final int DEAD_TICKS = 15 * Frame.PER_SECOND;

    private record Mark(long number, long position) {}

    private final String mediaHead;
    private final String markHead;
    private final String clearMessage;
    private final ArrayDeque<Mark> marks = new ArrayDeque<>();
    private final ArrayDeque<Long> clears = new ArrayDeque<>();
    private Mark last = new Mark(0, 0);
    private int unmarked;
    private long quietTicks;
    private long deadTicks;

    TwilioLine(Socket socket, Pacer pacer, String streamSid, @Nullable String callerNumber, @Nullable String callSid) {
        super(new LineDescription("twilio", TwilioDoor.RATE, callerNumber, callSid), socket, pacer);
        var sid = StringNode.valueOf(streamSid).toString();
        this.mediaHead = "{\"event\":\"media\",\"streamSid\":" + sid + ",\"media\":{\"payload\":\"";
        this.markHead = "{\"event\":\"mark\",\"streamSid\":" + sid + ",\"mark\":{\"name\":\"";
        this.clearMessage = "{\"event\":\"clear\",\"streamSid\":" + sid + "}";
    }

    void heard(short[] samples) {
        said(samples);
        inLane(playhead -> deadTicks = 0);
    }

    void missing(long frames) {
        missed(frames);
    }

    void digit(char digit) {
        pressed(digit);
    }

    void ended() {
        hungUp();
    }

    void broke(String why) {
        lost(why);
    }

    /** A mark came back; false when it cannot be one of ours. */
    boolean marked(String name) {
        long number;
        try {
            number = Long.parseLong(name);
        } catch (NumberFormatException failure) {
            return false;
        }
        inLane(playhead -> played(number, playhead));
        return true;
    }

    @Override
    protected String encode(Frame frame) {
        return mediaHead + Base64.getEncoder().encodeToString(G711.ULAW.encode(frame.samples())) + "\"}}";
    }

    @Override
    protected void transmit(String frame, long number, Playhead playhead) {
        sendText(frame);
        last = new Mark(number, playhead.sent());
        quietTicks = 0;
        unmarked++;
        if (unmarked == MARK_FRAMES) {
            mark();
        }
    }

    @Override
    protected void clearFarEnd(Playhead playhead) {
        clears.add(playhead.estimatedNumber());
        playhead.drop();
        marks.clear();
        unmarked = 0;
        sendText(clearMessage);
    }

    @Override
    protected void ticked(long elapsed, Playhead playhead) {
        while (!clears.isEmpty()) {
            reportCleared(clears.remove());
        }
        reportPlayed(playhead.confirmedNumber());
        quietTicks += elapsed;
        if (unmarked > 0 && quietTicks >= END_TICKS) {
            mark();
        }
        deadTicks += elapsed;
        if (deadTicks > DEAD_TICKS) {
            lost("the carrier has sent no sound for 15 seconds");
        }
    }

    /** Twilio sends eight thousand samples a second; what comes faster is not a call, and what does not fit is lost. */
    @Override
    protected void overrun() {}

    @Override
    protected void explain(Refusal refusal) {}

    private void mark() {
        unmarked = 0;
        marks.add(last);
        sendText(markHead + last.number + "\"}}");
    }

    private void played(long number, Playhead playhead) {
        boolean ours = marks.stream().anyMatch(mark -> mark.number == number);
        while (ours && !marks.isEmpty() && marks.element().number <= number) {
            playhead.confirm(marks.remove().position);
        }
        reportPlayed(playhead.confirmedNumber());
    }
}
