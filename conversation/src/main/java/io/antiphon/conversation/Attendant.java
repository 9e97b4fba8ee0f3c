package io.antiphon.conversation;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.menu.Action;
import io.antiphon.conversation.menu.MenuEvent;
import io.antiphon.conversation.menu.MenuMove;
import io.antiphon.conversation.menu.MenuWalk;
import io.antiphon.conversation.settings.Phrases;
import io.antiphon.conversation.stage.CallEvent;
import io.antiphon.ports.line.Line;
import io.antiphon.ports.line.Notice;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads one caller through menus: the virtual thread that folds keys and the caller's frames, which are its clock, into a
 * {@link MenuWalk} and says what that wants said. Line and voices post into its inbox; nothing else is shared.
 */
public final class Attendant {
    private static final Logger log = LoggerFactory.getLogger(Attendant.class);

    private final String id;
    private final Line line;
    private final MenuWalk walk;
    private final Sequel sequel;
    private final Inbox inbox = new Inbox();
    private final Prompter prompter;
    private final CountDownLatch over = new CountDownLatch(1);

    /** Where the walk led; the caller is handed over once the line is silent. */
    private Action.@Nullable Agent chosen;

    /** Why the call ends; null while it does not. */
    private @Nullable String reason;

    /** Whether the last words are being said. */
    private boolean leaving;

    /** What follows. Called from the attendant's thread. */
    public interface Sequel {
        /** The caller has come to a menu, or hears it again. */
        void moved();

        /** An agent is to take the line, on which nothing is underway. */
        void connect(Action.Agent to) throws InterruptedException;

        /** The call is over, and the line hung up. */
        void ended(String reason);
    }

    /**
     * An attendant who has not begun.
     *
     * @param dictions with what a text of a language is said
     */
    public Attendant(String id, Line line, MenuWalk walk, Function<String, Diction> dictions, Sequel sequel) {
        this.id = id;
        this.line = line;
        this.walk = walk;
        this.sequel = sequel;
        this.prompter = new Prompter(id, line, dictions, inbox::put);
    }

    /** Opens the line and begins on a thread of its own. */
    public void start() {
        line.open(new Posting(inbox::put, 0));
        Thread.ofVirtual().name("menu-" + id).start(this::run);
        Thread.ofVirtual().name("menu-" + id + "-line").start(new LineWatch(inbox, over));
    }

    /** Ends the call from our side. */
    public void end(String why) {
        inbox.put(new CallEvent.EndRequested(why));
    }

    /** Waits until the caller has been handed over or is gone. */
    public boolean awaitEnd(long millis) throws InterruptedException {
        return over.await(millis, TimeUnit.MILLISECONDS);
    }

    private void run() {
        try {
            follow();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            over.countDown();
        }
    }

    private void follow() throws InterruptedException {
        try {
            obey(walk.begin());
            while (reason == null && !(chosen != null && prompter.isSilent())) {
                take(inbox.take());
            }
        } catch (RuntimeException bug) {
            log.error("the menus of call {} broke", id, bug);
            reason = "error";
        } finally {
            prompter.close();
        }
        Action.Agent to = chosen;
        String why = reason;
        if (why == null && to != null) {
            sequel.connect(to);
        } else {
            hangUp(why == null ? "error" : why);
        }
    }

    private void hangUp(String why) {
        line.show(new Notice.Ended(why, (int) (walk.ticks() / Frame.PER_SECOND)));
        line.hangUp(why);
        sequel.ended(why);
    }

    private void take(CallEvent event) {
        switch (event) {
            case CallEvent.CallerFrame ignored -> tick();
            case CallEvent.DigitPressed(char digit) -> obey(walk.take(new MenuEvent.Pressed(digit)));
            case CallEvent.PlayedUpTo(long frame) -> prompter.played(frame);
            case CallEvent.PlaybackCleared ignored -> prompter.cleared();
            case CallEvent.VoiceSounded sound -> prompter.sounded(sound);
            case CallEvent.VoiceFinished end -> prompter.finished(end);
            case CallEvent.ProviderFailed failure -> prompter.failed(failure);
            case CallEvent.CallerHungUp ignored -> gone("user_hangup");
            case CallEvent.LineLost ignored -> gone("line_lost");
            case CallEvent.EndRequested(String why) -> gone(why);
            default -> {}
        }
    }

    private void tick() {
        if (prompter.tick()) {
            if (leaving) {
                reason = "inactivity";
                return;
            }
            obey(walk.take(new MenuEvent.Spoken()));
        }
        obey(walk.take(new MenuEvent.Tick()));
    }

    private void gone(String why) {
        walk.take(new MenuEvent.Gone());
        prompter.stop();
        reason = why;
    }

    private void obey(MenuMove move) {
        switch (move) {
            case MenuMove.Say(var menu) -> {
                prompter.say(menu.prompt(), menu.language());
                sequel.moved();
            }
            case MenuMove.Connect(var to) -> {
                prompter.stop();
                chosen = to;
            }
            case MenuMove.HangUp(var menu, boolean byKey) -> {
                if (byKey) {
                    prompter.stop();
                    reason = "agent_hangup";
                } else {
                    leaving = true;
                    prompter.say(Phrases.of(menu.language()).goodbye(), menu.language());
                }
            }
            case MenuMove.Stay ignored -> {}
            case MenuMove.Over ignored -> {}
        }
    }
}
