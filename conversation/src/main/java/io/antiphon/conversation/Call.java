package io.antiphon.conversation;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.engine.Conversation;
import io.antiphon.conversation.hearing.SpeechDetector;
import io.antiphon.conversation.hearing.SteadyDetector;
import io.antiphon.conversation.settings.CallSettings;
import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.ports.ProviderFailure;
import io.antiphon.ports.journal.CallJournal;
import io.antiphon.ports.line.Line;
import io.antiphon.ports.line.Notice;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One live call: the virtual thread that folds its events into a {@link Conversation}, which asks a {@link LiveStage} for
 * what it needs. Line, ear and workers post from their own threads into its inbox; nothing else is shared.
 */
public final class Call implements OngoingCall {
    private static final Logger log = LoggerFactory.getLogger(Call.class);

    /** How long the ear may take for its last words once the caller is gone. */
    private static final long LAST_WORDS_MILLIS = 1500;

    private final String id;
    private final Line line;
    private final CallJournal journal;
    private final SpeechDetector detector;
    private final Inbox inbox = new Inbox();
    private final LiveStage stage;
    private final Conversation conversation;
    private final CountDownLatch over = new CountDownLatch(1);

    public Call(String id, Line line, CallSettings settings, Plugs plugs, CallJournal journal) {
        this.id = id;
        this.line = line;
        this.journal = journal;
        this.detector = new SteadyDetector(plugs.detector());
        this.stage = new LiveStage(id, line, plugs, journal, inbox::put);
        this.conversation = new Conversation(settings, stage);
    }

    /**
     * Opens ear and voice, then the line, and begins to talk on a thread of its own.
     *
     * @param agent name under which the far end may show the agent
     * @param ended told once, when the call is over and everything of it is closed
     * @throws ProviderFailure when ear or voice cannot be had; nothing has been opened then
     */
    @Override
    public void start(String agent, Runnable ended) throws ProviderFailure, InterruptedException {
        stage.open();
        line.show(new Notice.Started(id, agent));
        line.open(new Posting(inbox::put, 0));
        Thread.ofVirtual().name("call-" + id).start(() -> run(ended));
        Thread.ofVirtual().name("call-" + id + "-line").start(new LineWatch(inbox, over));
    }

    public String id() {
        return id;
    }

    @Override
    public void end(String reason) {
        inbox.put(new CallEvent.EndRequested(reason));
    }

    @Override
    public void say(String text) {
        inbox.put(new CallEvent.OperatorSaid(text));
    }

    @Override
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
                conversation.take(new CallEvent.CallerFrame(frame, detector.speech(frame)), inbox.micros());
            }
        } else {
            if (event instanceof CallEvent.CallerSaid) {
                stage.said();
            }
            conversation.take(event, inbox.micros());
        }
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
            stage.close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            over.countDown();
        }
    }
}
