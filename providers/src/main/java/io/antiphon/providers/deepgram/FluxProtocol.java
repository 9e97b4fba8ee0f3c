package io.antiphon.providers.deepgram;

import io.antiphon.audio.Frame;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.Ear.TurnSignal;
import io.antiphon.providers.wire.EarProtocol;
import io.antiphon.providers.wire.EarTimes;
import io.antiphon.providers.wire.VendorFailures;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;

/**
 * Flux's conversation. The vendor tells the whole turn again with every message; words already told to the call are left
 * out. A pause of the caller's does not end the vendor's turn: asked to finish, the ear tells what the vendor has
 * understood as soon as that reaches to the last sound of speech, and forces the turn's end only when nothing comes.
 */
final class FluxProtocol implements EarProtocol {
    private static final int FRAMES_A_MESSAGE = 4;
    private static final double NEAR = 0.02;

    private final VendorFailures failures;
    private final EarTimes times;
    private final Encoding encoding;

    private final ByteArrayOutputStream sound = new ByteArrayOutputStream();
    private int waitingFrames;
    private long frames;
    private double speechUntil;

    private String transcript = "";
    private double heardUntil;

    /** Words of the present turn that the call has been told. */
    private int told;

    private int pending;
    private boolean forced;

    FluxProtocol(VendorFailures failures, EarTimes times, Encoding encoding) {
        this.failures = failures;
        this.times = times;
        this.encoding = encoding;
    }

    @Override
    public void sound(Frame frame, boolean speech, Exchange to) {
        frames++;
        waitingFrames++;
        if (speech) {
            speechUntil = frames / (double) Frame.PER_SECOND;
        }
        sound.writeBytes(encoding.bytes(frame));
        if (waitingFrames == FRAMES_A_MESSAGE) {
            flush(to);
        }
    }

    private void flush(Exchange to) {
        to.send(sound.toByteArray());
        sound.reset();
        waitingFrames = 0;
    }

    @Override
    public void finish(Exchange to) {
        flush(to);
        pending++;
        if (isHeardToTheEnd()) {
            answer(to);
        } else {
            to.expect(times.answer());
        }
    }

    private boolean isHeardToTheEnd() {
        return speechUntil <= heardUntil + NEAR;
    }

    @Override
    public void message(JsonNode message, Exchange to) throws ProviderFailure {
        switch (message.path("type").asString("")) {
            case "TurnInfo" -> turn(message, to);
            case "Error" -> throw failures.told(message.path("code").asString(""));
            default -> {
                // Connected and answers to Configure; what is new may be passed over.
            }
        }
    }

    private void turn(JsonNode info, Exchange to) {
        String event = info.path("event").asString("");
        String text = info.path("transcript").asString("").strip();
        boolean changed = !text.equals(transcript);
        transcript = text;
        heardUntil = Math.max(heardUntil, info.path("audio_window_end").asDouble(0));
        if (changed && !rest().isEmpty()) {
            to.partial(rest());
        }
        switch (event) {
            case "EagerEndOfTurn" -> to.turn(TurnSignal.EAGER_END);
            case "TurnResumed" -> to.turn(TurnSignal.RESUMED);
            case "EndOfTurn" -> {
                ended(info.path("trigger").asString(""), to);
                return;
            }
            default -> {}
        }
        if (pending > 0 && isHeardToTheEnd()) {
            answer(to);
        }
    }

    private void ended(String trigger, Exchange to) {
        if (pending > 0) {
            answer(to);
        } else if (!rest().isEmpty()) {
            to.said(rest(), Double.NaN);
        }
        transcript = "";
        told = 0;
        if (!trigger.equals("manual")) {
            to.turn(TurnSignal.ENDED);
        }
    }

    /** Tells each finish, the first of them with the words. */
    private void answer(Exchange to) {
        for (; pending > 0; pending--) {
            to.said(rest(), Double.NaN);
            told = transcript.isEmpty() ? 0 : words().length;
        }
        forced = false;
        to.expect(null);
    }

    private String rest() {
        String[] words = words();
        return told >= words.length
                ? ""
                : String.join(" ", Arrays.copyOfRange(words, told, words.length))
                        .strip();
    }

    private String[] words() {
        return transcript.split("\\s+");
    }

    /** No more sound reaches the vendor, or it lags: first its turn is ended by force, then what is known has to do. */
    @Override
    public void overdue(Exchange to) {
        if (forced) {
            answer(to);
        } else {
            forced = true;
            to.send("{\"type\":\"ForceEndTurn\"}");
            to.expect(times.answer());
        }
    }

    /** There is none in this protocol: silence is sent as sound. */
    @Override
    public String keepAlive() {
        return "";
    }

    @Override
    public String farewell() {
        return "{\"type\":\"CloseStream\"}";
    }
}
