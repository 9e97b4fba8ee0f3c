package io.antiphon.conversation.engine;

import io.antiphon.audio.Frame;
import io.antiphon.conversation.stage.Clock;
import io.antiphon.conversation.turntaking.Scene;

/** How long nobody has said anything, and how often the agent has asked whether anybody is there. */
final class Quiet {
    private final Clock clock;
    private long lastWords;
    private long lastAnswer;
    private int reminders;

    Quiet(Clock clock) {
        this.clock = clock;
    }

    /** The talk has begun. */
    void begin() {
        lastWords = clock.tick();
        lastAnswer = clock.tick();
    }

    /** The caller did something that shows they are there. */
    void heard() {
        begin();
        reminders = 0;
    }

    /** The agent makes itself heard. */
    void spoken() {
        lastWords = clock.tick();
    }

    /** The agent has said what it wanted to; a reminder does not make the caller's silence any shorter. */
    void said(Turn.Purpose purpose) {
        lastWords = clock.tick();
        if (purpose != Turn.Purpose.REMINDER) {
            lastAnswer = clock.tick();
        }
    }

    void reminded() {
        reminders++;
    }

    int reminders() {
        return reminders;
    }

    /** Ticks since words were last said, not counting the agent's reminders. */
    long sinceAnswer() {
        return clock.since(lastAnswer);
    }

    /** @param paused milliseconds since the agent was stopped; 0 when it is not */
    Scene.Silence silence(int paused) {
        return new Scene.Silence(clock.since(lastWords) * Frame.MILLIS, sinceAnswer() * Frame.MILLIS, paused);
    }
}
