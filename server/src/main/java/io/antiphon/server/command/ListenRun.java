package io.antiphon.server.command;

import io.antiphon.audio.SileroVad;
import io.antiphon.audio.VoiceActivity;
import io.antiphon.conversation.hearing.Listening;
import io.antiphon.conversation.settings.CallSettings;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.speech.Ear;
import io.antiphon.ports.speech.EarSettings;
import io.antiphon.ports.speech.SpeechToText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One recorded caller, heard by the engine's own ear and turn-taking on the clock of the file. */
final class ListenRun {
    /** Silence fed after the file's end, so that the last turn can end, in frames: 5 s. */
    private static final int AFTER = 250;

    private static final long WORDS_OVERDUE_SECONDS = 60;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final @Nullable String id;
    private final Recording caller;
    private final @Nullable Recording agent;
    private final CallSettings.Manners manners;
    private final List<String> lines = new ArrayList<>();

    /** @param id written into each event; null to leave it out */
    ListenRun(@Nullable String id, Path caller, @Nullable Path agent, CallSettings.Manners manners) {
        this.id = id;
        this.caller = Recording.read(caller, 0);
        this.agent = agent == null ? null : Recording.read(agent, this.caller.rate());
        this.manners = manners;
    }

    double seconds() {
        return caller.frames().size() / 50.0;
    }

    /**
     * Hears the whole file.
     *
     * @param ear null to go by sound alone
     * @return one JSON object an event
     */
    List<String> run(SileroVad vad, @Nullable SpeechToText ear) throws InterruptedException {
        VoiceActivity activity = vad.listen(caller.rate());
        Events events = new Events();
        Listening listening = new Listening(manners, ear == null, activity::hear, events);
        events.listening = listening;
        if (ear == null) {
            hear(listening, null, events);
            return lines;
        }
        EarSettings settings = new EarSettings("en", caller.rate(), EarSettings.Domain.open());
        try (Ear open = ear.open(settings, events)) {
            hear(listening, open, events);
        } catch (ProviderFailure failure) {
            throw new CommandFailure(
                    AntiphonCommand.FAILED, failure.getMessage() + "; --no-words goes by sound alone.");
        }
        return lines;
    }

    private void hear(Listening listening, @Nullable Ear ear, Events events) throws InterruptedException {
        int length = caller.frames().size();
        for (int i = 0; i < length || (i < length + AFTER && listening.isExpecting()); i++) {
            listening.take(caller.at(i), agent == null || i >= agent.frames().size() ? null : agent.at(i));
            if (ear != null) {
                ear.hear(caller.at(i), listening.inStretch());
                events.words(ear);
            }
        }
    }

    private void write(String type, long millis, @Nullable String text) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", type);
        event.put("t", millis / 1000.0);
        if (id != null) {
            event.put("id", id);
        }
        if (text != null) {
            event.put("text", text);
        }
        lines.add(JSON.writeValueAsString(event));
    }

    /** What turn-taking and the ear report. The ear does so from a thread of its own; its words are taken up between frames. */
    private final class Events implements Listening.Listener, Ear.Listener {
        private final BlockingQueue<Word> heard = new LinkedBlockingQueue<>();

        @SuppressWarnings("NullAway.Init") // set before the first frame
        private Listening listening;

        private boolean asked;

        private record Word(
                String text,
                boolean fixed,
                double confidence,
                @Nullable ProviderFailure failure) {}

        /** Takes up what the ear has said. The file's clock stands still while final words are awaited. */
        void words(Ear ear) throws InterruptedException {
            if (asked) {
                asked = false;
                ear.finish();
                Word word;
                do {
                    word = heard.poll(WORDS_OVERDUE_SECONDS, TimeUnit.SECONDS);
                } while (word != null && !take(word));
            }
            for (Word word = heard.poll(); word != null; word = heard.poll()) {
                take(word);
            }
        }

        private boolean take(Word word) {
            if (word.failure() != null) {
                throw new CommandFailure(
                        AntiphonCommand.FAILED, word.failure().getMessage() + "; --no-words goes by sound alone.");
            }
            if (word.fixed()) {
                listening.said(word.text(), word.confidence());
            } else {
                listening.partial(word.text());
            }
            if (!word.text().isBlank()) {
                write(word.fixed() ? "final" : "partial", listening.millis(), word.text());
            }
            return word.fixed();
        }

        @Override
        public void partial(String text) {
            heard.add(new Word(text, false, Double.NaN, null));
        }

        @Override
        public void said(String text, double confidence) {
            heard.add(new Word(text, true, confidence, null));
        }

        @Override
        public void failed(ProviderFailure failure) {
            heard.add(new Word("", true, Double.NaN, failure));
        }

        @Override
        public void speechStarted() {
            write("speech_start", listening.millis(), null);
        }

        @Override
        public void turnEnded() {
            write("turn_end", listening.millis(), null);
        }

        @Override
        public void agentStopped() {
            write("agent_stop", listening.millis(), null);
        }

        @Override
        public void agentResumed() {
            write("agent_resume", listening.millis(), null);
        }

        @Override
        public void finishHearing() {
            asked = true;
        }
    }
}
