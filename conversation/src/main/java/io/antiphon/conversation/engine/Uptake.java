package io.antiphon.conversation.engine;

import io.antiphon.conversation.hearing.Hearing;
import io.antiphon.conversation.stage.Stage;
import io.antiphon.conversation.turntaking.Pace;
import io.antiphon.ports.line.Notice;

/**
 * What the caller says, taken up: shown as it comes, and once it is answered written down and made part of the talk.
 * Belongs to the call's thread; what has been understood so far is {@link Hearing}'s.
 */
final class Uptake {
    private final Stage stage;
    private final Minutes minutes;
    private final Hearing hearing;
    private final Quiet quiet;
    private final Conversing conversing;
    private final Guessing guessing;
    private final Turns turns;

    Uptake(
            Stage stage,
            Minutes minutes,
            Hearing hearing,
            Quiet quiet,
            Conversing conversing,
            Guessing guessing,
            Turns turns) {
        this.stage = stage;
        this.minutes = minutes;
        this.hearing = hearing;
        this.quiet = quiet;
        this.conversing = conversing;
        this.guessing = guessing;
        this.turns = turns;
    }

    /** What the caller seems to have said. */
    void partial(String text) {
        if (conversing.leads()) {
            // Its final words follow at once, and it does not wait for them.
            quiet.heard();
            stage.show(new Notice.CallerText(text, false));
            return;
        }
        if (hearing.partial(text)) {
            quiet.heard();
        }
        show();
        guessing.doubt();
    }

    /** Final words. */
    void said(String text, double confidence) {
        if (hearing.isLate() && conversing.isExpecting()) {
            saidLate(conversing.next(), text, confidence);
        }
        if (hearing.said(text, confidence)) {
            quiet.heard();
            show();
        }
        guessing.doubt();
    }

    /** What the caller said to a dialogue, which has answered meanwhile. */
    private void saidLate(Conversing.Missing of, String text, double confidence) {
        Turn turn = of.turn();
        if (!text.isBlank()) {
            turn.heard = (turn.heard + " " + text.strip()).strip();
            minutes.callerLate(of, text.strip(), confidence);
        }
        turns.wordsCame(turn, !turn.heard.isEmpty());
    }

    private void show() {
        String text = hearing.text();
        if (!text.isBlank()) {
            stage.show(new Notice.CallerText(text, false));
        }
    }

    /** Asks the ear for its final words. */
    void finishHearing() {
        hearing.finishAsked();
        stage.finishHearing();
    }

    /** The caller is gone: asks for the words of what they were saying. */
    void endStretch() {
        if (hearing.inStretch()) {
            finishHearing();
        }
    }

    /** Whether final words are still to come. */
    boolean isOwedWords() {
        return hearing.isWaiting() || conversing.isExpecting();
    }

    /** Whether sound alone is a turn: a dialogue has heard what was said before anybody has words for it. */
    boolean isWordless() {
        return conversing.goesBySound() && hearing.text().isBlank() && hearing.voicedMillis() >= Pace.SHORTEST_TURN;
    }

    /** Writes down what the caller said and takes it into the talk. */
    void take() {
        guessing.drop();
        if (!hearing.text().isBlank()) {
            minutes.caller(turns.next(), hearing, conversing.leads());
            quiet.heard();
        }
        hearing.giveUpWaiting();
        hearing.forget();
    }
}
