package io.antiphon.conversation;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.CallEvent.Part;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.journal.CallJournal;
import io.antiphon.ports.knowledge.Question;
import io.antiphon.ports.line.Line;
import io.antiphon.ports.line.Notice;
import io.antiphon.ports.mind.ModelPiece;
import io.antiphon.ports.mind.Prompt;
import io.antiphon.ports.mind.Tool;
import io.antiphon.ports.speech.Dialogue;
import io.antiphon.ports.speech.Ear;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One live call: the virtual thread that folds its events into a {@link Conversation}, and the ports it is plugged into.
 * Line, ear and workers post from their own threads into its inbox; nothing else is shared.
 */
public final class Call {
    private static final Logger log = LoggerFactory.getLogger(Call.class);

    /** How long the ear may take for its last words once the caller is gone. */
    private static final long LAST_WORDS_MILLIS = 1500;

    /** A line that brings no sound for so long is dead, whatever it says. */
    private static final long DEAF_MILLIS = 10_000;

    /** Frames whose sound may be missing before they count as silence: 200 ms. */
    private static final int MISSING_AT_MOST = 10;

    private final String id;
    private final Line line;
    private final Plugs plugs;
    private final CallJournal journal;
    private final Inbox inbox = new Inbox();
    private final Conversation conversation;
    private final Workers workers;
    private final Speaker speaker;
    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable Ear ear;
    private @Nullable Dialogue dialogue;
    private @Nullable Understudy understudy;
    private float speech;
    private int missing;

    public Call(String id, Line line, CallSettings settings, Plugs plugs, CallJournal journal) {
        this.id = id;
        this.line = line;
        this.plugs = plugs;
        this.journal = journal;
        this.workers = new Workers(id, inbox::put);
        this.speaker = new Speaker(plugs.voices(), plugs.voiceSettings());
        this.conversation = new Conversation(settings, new LiveStage());
    }

    /**
     * Opens ear and voice, then the line, and begins to talk on a thread of its own.
     *
     * @param agent name under which the far end may show the agent
     * @param ended told once, when the call is over and everything of it is closed
     * @throws ProviderFailure when ear or voice cannot be had; nothing has been opened then
     */
    public void start(String agent, Runnable ended) throws ProviderFailure, InterruptedException {
        listen();
        try {
            speaker.open();
        } catch (ProviderFailure | InterruptedException failure) {
            closeEars();
            throw failure;
        }
        line.show(new Notice.Started(id, agent));
        line.open(new Posting());
        Thread.ofVirtual().name("call-" + id).start(() -> run(ended));
        Thread.ofVirtual().name("call-" + id + "-line").start(this::watchLine);
    }

    /** A dialogue that cannot be had is one that has failed: the call begins without it. */
    private void listen() throws ProviderFailure, InterruptedException {
        Lead lead = plugs.lead();
        if (lead == null) {
            ear = plugs.ear().open(plugs.earSettings(), new Posting());
            return;
        }
        understudy = new Understudy(plugs.ear(), plugs.earSettings());
        try {
            dialogue = lead.open(new Posting(Conversing.HEARING));
            ear = dialogue;
        } catch (ProviderFailure failure) {
            log.warn("call {}: {} failed: {}", id, failure.provider(), failure.kind());
            inbox.put(new CallEvent.ProviderFailed(-1, Part.EAR, Conversing.HEARING, failure));
        }
    }

    private void closeEars() {
        if (ear != null) {
            ear.close();
        }
        if (understudy != null) {
            understudy.close();
        }
    }

    public String id() {
        return id;
    }

    /** Ends the call from our side, after a word of goodbye. */
    public void end(String reason) {
        inbox.put(new CallEvent.EndRequested(reason));
    }

    /** Has the agent say this for an operator, as soon as the caller pauses. */
    public void say(String text) {
        inbox.put(new CallEvent.OperatorSaid(text));
    }

    /** Waits until the call is over and everything of it is closed. */
    public boolean awaitEnd(long millis) throws InterruptedException {
        return over.await(millis, TimeUnit.MILLISECONDS);
    }

    private void run(Runnable ended) {
        try {
            while (!conversation.isOver()) {
                take();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            abandon("server_stopped");
        } catch (RuntimeException bug) {
            log.error("call {} broke", id, bug);
            abandon("error");
        } finally {
            close();
            ended.run();
        }
    }

    private void take() throws InterruptedException {
        @Nullable CallEvent event = conversation.isClosing() ? inbox.take(LAST_WORDS_MILLIS) : inbox.take();
        if (event == null) {
            conversation.take(new CallEvent.LastWordsOverdue(), inbox.micros());
        } else if (event instanceof CallEvent.CallerFrame(Frame frame, float ignored)) {
            if (!conversation.isClosing()) {
                conversation.take(new CallEvent.CallerFrame(frame, speech(frame)), inbox.micros());
            }
        } else {
            if (event instanceof CallEvent.CallerSaid && understudy != null) {
                understudy.said();
            }
            conversation.take(event, inbox.micros());
        }
    }

    /** Looks now and then whether the line still brings sound: a timer for each frame would cost more than the frame. */
    private void watchLine() {
        try {
            for (long before = -1, now = inbox.framesPut(); !over.await(DEAF_MILLIS / 2, TimeUnit.MILLISECONDS); ) {
                if (now == inbox.framesPut() && now == before) {
                    inbox.put(new CallEvent.LineLost("no sound"));
                    return;
                }
                before = now;
                now = inbox.framesPut();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sound that has not come yet neither begins nor ends anybody's speech, until it has been missing for long. */
    private float speech(Frame frame) {
        missing = frame.isMissing() ? missing + 1 : 0;
        if (missing == 0) {
            speech = plugs.detector().speech(frame);
        } else if (missing > MISSING_AT_MOST) {
            speech = 0;
        }
        return speech;
    }

    private void abandon(String reason) {
        line.hangUp(reason);
        journal.ended(reason, conversation.ticks());
    }

    private void close() {
        try {
            if (inbox.shed() > 0) {
                log.warn("call {} fell behind and dropped {} frames of the caller", id, inbox.shed());
            }
            closeEars();
            workers.close();
            speaker.close();
            plugs.detector().close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            over.countDown();
        }
    }

    /** What line and ear report, posted into the inbox. */
    private final class Posting implements Line.Listener, Ear.Listener {
        private final int piece;

        Posting() {
            this(0);
        }

        /** @param piece names the ear that posts, in its failure */
        Posting(int piece) {
            this.piece = piece;
        }

        @Override
        public void heard(Frame frame) {
            inbox.put(new CallEvent.CallerFrame(frame, 0));
        }

        @Override
        public void played(long frame) {
            inbox.put(new CallEvent.PlayedUpTo(frame));
        }

        @Override
        public void cleared(long frame) {
            inbox.put(new CallEvent.PlaybackCleared(frame));
        }

        @Override
        public void digit(char digit) {
            inbox.put(new CallEvent.DigitPressed(digit));
        }

        @Override
        public void hungUp() {
            inbox.put(new CallEvent.CallerHungUp());
        }

        @Override
        public void lost(String why) {
            inbox.put(new CallEvent.LineLost(why));
        }

        @Override
        public void partial(String text) {
            inbox.put(new CallEvent.CallerPartial(text));
        }

        @Override
        public void said(String text, double confidence) {
            inbox.put(new CallEvent.CallerSaid(text, confidence));
        }

        @Override
        public void turn(Ear.TurnSignal signal) {
            inbox.put(new CallEvent.CallerTurn(signal));
        }

        @Override
        public void failed(ProviderFailure failure) {
            inbox.put(new CallEvent.ProviderFailed(-1, Part.EAR, piece, failure));
        }
    }

    /** Posts what a dialogue says; all of its sound before its end. */
    private final class Saying implements Dialogue.Sink {
        private final int turn;
        private final int attempt;
        private final Cutter cutter;

        Saying(int turn, int attempt, Cutter cutter) {
            this.turn = turn;
            this.attempt = attempt;
            this.cutter = cutter;
        }

        @Override
        public void audio(short[] samples, int rate) {
            cutter.audio(samples, rate);
        }

        @Override
        public void thought(ModelPiece piece) {
            if (piece instanceof ModelPiece.Done) {
                cutter.end();
            }
            inbox.put(new CallEvent.ModelThought(turn, attempt, piece));
        }
    }

    /** What the conversation asks for, carried out on virtual threads. */
    private final class LiveStage implements Stage {
        /** Who spoke last with the voice of each rank. */
        private final Map<Integer, Thread> speaking = new HashMap<>();

        @Override
        public void hear(Frame frame, boolean speech) {
            if (ear != null) {
                ear.hear(frame, speech);
            }
            if (understudy != null) {
                understudy.hear(frame, speech);
            }
        }

        @Override
        public void finishHearing() {
            if (ear != null) {
                ear.finish();
            }
            if (understudy != null) {
                understudy.finish();
            }
        }

        @Override
        public void listenOtherwise() {
            if (ear != null) {
                ear.close();
                ear = null;
            }
            if (understudy != null) {
                understudy.call(new Posting());
            }
        }

        @Override
        public void converse(int turn, int attempt, int utterance, Prompt news) {
            Dialogue asked = dialogue;
            workers.start(turn, Part.MIND, attempt, () -> {
                if (asked == null) {
                    throw new ProviderFailure(
                            "dialogue", ProviderFailure.Kind.UNREACHABLE, "there is no dialogue in this call");
                }
                Saying saying = new Saying(
                        turn,
                        attempt,
                        new Cutter(turn, utterance, plugs.voiceSettings().rate(), inbox::put));
                asked.answer(name(turn, utterance), news, saying);
            });
        }

        /** An answer's name to the dialogue. */
        private static long name(int turn, int utterance) {
            return ((long) turn << 32) | utterance;
        }

        @Override
        public void heard(int turn, int utterance, String text, int millis) {
            if (dialogue != null) {
                dialogue.heard(name(turn, utterance), text, millis);
            }
        }

        @Override
        public void find(int turn, Question question) {
            workers.start(
                    turn,
                    Part.KNOWLEDGE,
                    0,
                    () -> inbox.put(
                            new CallEvent.PassagesFound(turn, plugs.knowledge().find(question))));
        }

        @Override
        public void think(int turn, int attempt, Prompt prompt, int rank) {
            workers.start(
                    turn,
                    Part.MIND,
                    attempt,
                    () -> plugs.minds()
                            .get(rank)
                            .answer(prompt, piece -> inbox.put(new CallEvent.ModelThought(turn, attempt, piece))));
        }

        @Override
        public void speak(int turn, int utterance, String text, int rank) {
            Thread before = speaking.get(rank);
            Thread speech = workers.start(turn, Part.VOICE, utterance, () -> {
                awaitSilence(before);
                speaker.speak(turn, utterance, text, rank, inbox::put);
            });
            speaking.put(rank, speech);
        }

        /** A voice serves one thread at a time, and a cancelled sentence may still be falling silent. */
        private static void awaitSilence(@Nullable Thread before) throws InterruptedException {
            boolean interrupted = false;
            while (before != null && before.isAlive()) {
                try {
                    before.join();
                } catch (InterruptedException cancelled) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                throw new InterruptedException();
            }
        }

        @Override
        public void run(int turn, ModelPiece.ToolRequest request) {
            Thread.ofVirtual().name("call-" + id + "-tool").start(() -> {
                String result = result(request);
                inbox.put(new CallEvent.ToolFinished(turn, request.id(), request.name(), request.arguments(), result));
            });
        }

        private String result(ModelPiece.ToolRequest request) {
            for (Tool tool : plugs.tools()) {
                if (tool.description().name().equals(request.name())) {
                    try {
                        return tool.run(id + "/" + request.id(), request.arguments());
                    } catch (ProviderFailure failure) {
                        log.warn("call {}: tool {} failed: {}", id, request.name(), failure.kind());
                        return "error: the tool failed (" + failure.kind() + ")";
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                        return "error: the tool was stopped";
                    }
                }
            }
            return "error: there is no tool of this name";
        }

        @Override
        public void cancel(int turn) {
            workers.cancel(turn);
        }

        @Override
        public void cancelThought(int turn, int attempt) {
            workers.cancel(turn, Part.MIND, attempt);
        }

        @Override
        public void cancelSpeech(int turn, int utterance) {
            workers.cancel(turn, Part.VOICE, utterance);
        }

        @Override
        public void play(Frame frame) {
            line.play(frame);
        }

        @Override
        public void clear() {
            line.clear();
        }

        @Override
        public void show(Notice notice) {
            line.show(notice);
        }

        @Override
        public CallJournal journal() {
            return journal;
        }

        @Override
        public void hangUp(String reason) {
            line.hangUp(reason);
        }
    }
}
