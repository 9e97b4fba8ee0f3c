package io.antiphon.providers.openai.transcription;

import io.antiphon.audio.Frame;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.providers.wire.EarProtocol;
import io.antiphon.providers.wire.EarTimes;
import io.antiphon.providers.wire.VendorFailures;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The vendor judges no turns here: sound is sent while the caller speaks and committed when the call asks for words. Each
 * commit becomes an item; its words come as deltas, at once or after the commit, and then whole. Whole ones of several
 * items come in any order; the call is told them in the order of its questions.
 */
final class TranscriptionProtocol implements EarProtocol {
    /** The voice activity detector is late: this much is kept from before a stretch of speech, 300 ms. */
    private static final int ROLL = 15;

    /** The vendor takes no commit of less, 100 ms; also as much as goes into one message. */
    private static final int LEAST = 5;

    private static final String ITEM = "conversation.item.input_audio_transcription.";
    private static final String NOTHING_TO_COMMIT = "input_audio_buffer_commit_empty";

    private final VendorFailures failures;
    private final EarTimes times;
    private final AudioFormat format;
    private final String sessionUpdate;

    private final Deque<Frame> before = new ArrayDeque<>();
    private final ByteArrayOutputStream sound = new ByteArrayOutputStream();
    private boolean agreed;
    private boolean speaking;
    private int rate = AudioFormat.LINEAR_RATE;
    private int waitingFrames;
    private int uncommittedFrames;

    /** Questions of the call that have no answer yet, the oldest first. */
    private final Deque<Commit> open = new ArrayDeque<>();

    /** Those answered by a guess, whose words may still come. */
    private final List<Commit> guessed = new ArrayList<>();

    /** Words so far, by item. */
    private final Map<String, StringBuilder> deltas = new LinkedHashMap<>();

    /** Items whose words are whole; what else is told of them comes too late to be of use. */
    private final Set<String> complete = new HashSet<>();

    /** Words that came too late for their own answer. */
    private String late = "";

    TranscriptionProtocol(VendorFailures failures, EarTimes times, AudioFormat format, SessionUpdate session) {
        this.failures = failures;
        this.times = times;
        this.format = format;
        this.sessionUpdate = session.json(format);
    }

    @Override
    public void begin(Exchange to) {
        to.send(sessionUpdate);
    }

    @Override
    public void sound(Frame frame, boolean speech, Exchange to) {
        rate = frame.rate();
        speaking |= speech;
        if (!speaking) {
            before.add(frame);
            if (before.size() > ROLL) {
                before.remove();
            }
            return;
        }
        for (Frame earlier = before.poll(); earlier != null; earlier = before.poll()) {
            pass(earlier, to);
        }
        pass(frame, to);
    }

    private void pass(Frame frame, Exchange to) {
        sound.writeBytes(format.bytes(frame));
        waitingFrames++;
        uncommittedFrames++;
        if (waitingFrames == LEAST) {
            append(to);
        }
    }

    private void append(Exchange to) {
        if (waitingFrames > 0) {
            String audio = Base64.getEncoder().encodeToString(sound.toByteArray());
            to.send("{\"type\":\"input_audio_buffer.append\",\"audio\":\"" + audio + "\"}");
            sound.reset();
            waitingFrames = 0;
        }
    }

    @Override
    public void finish(Exchange to) {
        speaking = false;
        before.clear();
        if (uncommittedFrames == 0) {
            open.add(Commit.ofNothing());
            answer(to);
            return;
        }
        while (uncommittedFrames < LEAST) {
            pass(Frame.silence(rate), to);
        }
        append(to);
        uncommittedFrames = 0;
        open.add(new Commit());
        to.send("{\"type\":\"input_audio_buffer.commit\"}");
        if (open.size() == 1) {
            to.expect(times.answer());
        }
    }

    @Override
    public void message(JsonNode message, Exchange to) throws ProviderFailure {
        String item = message.path("item_id").asString("");
        switch (message.path("type").asString("")) {
            case "session.updated" -> agreed = true;
            case "input_audio_buffer.committed" -> name(item);
            case ITEM + "delta" -> delta(item, message.path("delta").asString(""), to);
            case ITEM + "completed" ->
                completed(item, message.path("transcript").asString("").strip(), to);
            case ITEM + "failed" -> throw failure(message.path("error"));
            case "error" -> error(message.path("error"), to);
            default -> {
                // That the session and the items are there; what is new may be passed over.
            }
        }
    }

    private void name(String item) {
        unnamed().ifPresent(commit -> commit.name(item));
    }

    private Optional<Commit> unnamed() {
        return Stream.concat(guessed.stream(), open.stream())
                .filter(commit -> !commit.isNamed())
                .findFirst();
    }

    private void delta(String item, String words, Exchange to) {
        if (complete.contains(item) || guessed.stream().anyMatch(commit -> commit.isOf(item))) {
            return;
        }
        deltas.computeIfAbsent(item, key -> new StringBuilder()).append(words);
        if (!words.isBlank()) {
            to.partial(text());
        }
    }

    private void completed(String item, String transcript, Exchange to) {
        deltas.remove(item);
        complete.add(item);
        for (Iterator<Commit> all = guessed.iterator(); all.hasNext(); ) {
            Commit commit = all.next();
            if (commit.isOf(item)) {
                all.remove();
                late = joined(late, commit.beyondGuess(transcript));
                if (!late.isEmpty()) {
                    to.partial(text());
                }
                return;
            }
        }
        for (Commit commit : open) {
            if (commit.isOf(item)) {
                commit.complete(transcript);
            }
        }
        answer(to);
    }

    private void error(JsonNode error, Exchange to) throws ProviderFailure {
        if (!error.path("code").asString("").equals(NOTHING_TO_COMMIT)) {
            throw failure(error);
        }
        unnamed().ifPresent(commit -> commit.complete(""));
        guessed.removeIf(commit -> commit.transcript() != null);
        answer(to);
    }

    private ProviderFailure failure(JsonNode error) {
        return failures.told(error.path("code").asString(""), error.path("type").asString(""));
    }

    /** Tells the words of the oldest questions, as far as they are there. */
    private void answer(Exchange to) {
        boolean answered = false;
        for (Commit first = open.peek(); first != null && first.transcript() != null; first = open.peek()) {
            open.remove();
            say(Objects.requireNonNull(first.transcript()), to);
            answered = true;
        }
        if (answered) {
            to.expect(open.isEmpty() ? null : times.answer());
        }
    }

    private void say(String words, Exchange to) {
        String all = joined(late, words);
        late = "";
        to.said(all, Double.NaN);
    }

    /** The oldest question is answered with what has been guessed; what comes later goes into the next answer. */
    @Override
    public void overdue(Exchange to) {
        Commit first = open.poll();
        if (first == null) {
            return;
        }
        String guess = guess(first);
        first.guessed(guess);
        guessed.add(first);
        say(guess, to);
        answer(to);
        if (!open.isEmpty()) {
            to.expect(times.answer());
        }
    }

    private String guess(Commit commit) {
        if (!commit.isNamed() && open.isEmpty()) {
            // The only sound under way: what was guessed without a name belongs to it.
            deltas.keySet().stream().findFirst().ifPresent(commit::name);
        }
        String item = commit.item();
        StringBuilder words = item == null ? null : deltas.remove(item);
        return words == null ? "" : words.toString().strip();
    }

    /** All that was heard since the last answer. */
    private String text() {
        String text = late;
        for (Commit commit : open) {
            text = joined(text, Objects.requireNonNullElse(commit.transcript(), ""));
        }
        for (StringBuilder words : deltas.values()) {
            text = joined(text, words.toString().strip());
        }
        return text;
    }

    private static String joined(String one, String other) {
        return one.isEmpty() || other.isEmpty() ? one + other : one + " " + other;
    }

    /** That it takes the settings, and the words of each commit. */
    @Override
    public boolean owes() {
        return !agreed || !open.isEmpty() || !guessed.isEmpty();
    }

    @Override
    public String keepAlive() {
        return "";
    }

    @Override
    public String farewell() {
        return "";
    }
}
