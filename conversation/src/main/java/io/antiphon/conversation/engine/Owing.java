package io.antiphon.conversation.engine;

import io.antiphon.conversation.engine.Turn.Purpose;
import io.antiphon.conversation.turntaking.Scene;

/** What the agent owes the caller besides the turn that it makes. Belongs to the call's thread. */
final class Owing {
    private Scene.Owed owed = Scene.Owed.NOTHING;
    private boolean news;

    Scene.Owed owed() {
        return owed;
    }

    /** Whether a tool gave something that the caller has not been told. */
    boolean isOfNews() {
        return news;
    }

    /** The agent speaks, and is quits with that. */
    void settled() {
        owed = Scene.Owed.NOTHING;
        news = false;
    }

    /** Nobody waits for more, but for news. */
    void forgiven() {
        owed = Scene.Owed.NOTHING;
    }

    /** What a turn was made for is still owed: nothing of it was heard. */
    void unheard(Turn taken) {
        owed = taken.purpose == Purpose.ANSWER ? Scene.Owed.ANSWER : Scene.Owed.NOTHING;
        news |= taken.purpose == Purpose.NEWS;
    }

    /** The agent was cut off by a sound that may turn out to mean nothing. */
    void cutOff() {
        owed = Scene.Owed.WORD;
    }

    /** What a tool gave has come after its turn was over. */
    void newsCame() {
        news = true;
    }
}
