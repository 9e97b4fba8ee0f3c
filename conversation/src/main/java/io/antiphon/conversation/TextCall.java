package io.antiphon.conversation;

import io.antiphon.conversation.engine.TextConversation;
import io.antiphon.conversation.settings.CallSettings;
import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.conversation.stage.TextEvent;
import io.antiphon.ports.journal.CallJournal;
import io.antiphon.ports.line.TextLine;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One live call in words alone: the virtual thread that folds its events into a {@link TextConversation}. */
public final class TextCall implements OngoingCall {
    private static final Logger log = LoggerFactory.getLogger(TextCall.class);

    private final String id;
    private final TextLine line;
    private final CallSettings settings;
    private final CallJournal journal;
    private final BlockingQueue<TextEvent> inbox = new LinkedBlockingQueue<>();
    private final long startNanos = System.nanoTime();
    private final LiveTextStage stage;
    private final TextConversation conversation;
    private final CountDownLatch over = new CountDownLatch(1);

    public TextCall(String id, TextLine line, CallSettings settings, MindPlugs plugs, CallJournal journal) {
        this.id = id;
        this.line = line;
        this.settings = settings;
        this.journal = journal;
        this.stage = new LiveTextStage(id, line, plugs, journal, event -> inbox.add(new TextEvent.Happened(event)));
        this.conversation = new TextConversation(settings, stage);
    }

    @Override
    public void start(String agentName, Runnable ended) {
        line.takeTurns(new TextLine.TurnTaking(
                settings.manners().responsiveness(),
                settings.manners().interruptionSensitivity(),
                settings.limits().reminderTrigger(),
                // One more than are given: the last is answered with a goodbye.
                settings.limits().reminderMaxCount() + 1));
        line.open(new Reports());
        Thread.ofVirtual().name("call-" + id).start(() -> run(ended));
    }

    @Override
    public void end(String reason) {
        inbox.add(new TextEvent.Happened(new CallEvent.EndRequested(reason)));
    }

    @Override
    public void say(String text) {
        inbox.add(new TextEvent.Happened(new CallEvent.OperatorSaid(text)));
    }

    @Override
    public boolean awaitEnd(long millis) throws InterruptedException {
        return over.await(millis, TimeUnit.MILLISECONDS);
    }

    private void run(Runnable ended) {
        try {
            conversation.begin();
            while (!conversation.isOver()) {
                conversation.take(inbox.take(), (System.nanoTime() - startNanos) / 1000);
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

    private void abandon(String reason) {
        line.hangUp(reason);
        journal.ended(reason, conversation.ticks());
    }

    private void close() {
        try {
            stage.close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            over.countDown();
        }
    }

    /** What the line reports, made events of the call. */
    private final class Reports implements TextLine.Listener {
        @Override
        public void tick() {
            inbox.add(new TextEvent.Ticked());
        }

        @Override
        public void transcript(List<TextLine.Said> all) {
            inbox.add(new TextEvent.Told(all));
        }

        @Override
        public void answerWanted(int request, List<TextLine.Said> all) {
            inbox.add(new TextEvent.AnswerWanted(request, all));
        }

        @Override
        public void reminderWanted(int request, List<TextLine.Said> all) {
            inbox.add(new TextEvent.ReminderWanted(request, all));
        }

        @Override
        public void hungUp() {
            inbox.add(new TextEvent.Happened(new CallEvent.CallerHungUp()));
        }

        @Override
        public void lost(String why) {
            inbox.add(new TextEvent.Happened(new CallEvent.LineLost(why)));
        }
    }
}
