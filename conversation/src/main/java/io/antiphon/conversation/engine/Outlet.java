package io.antiphon.conversation.engine;

import io.antiphon.conversation.stage.TextStage;

/** Where the words of one turn go: to a request of the far end, or over whatever is being said. */
final class Outlet {
    private final Words words;

    /** Takes words for one number. */
    @FunctionalInterface
    private interface Words {
        void give(String text, boolean complete, boolean endCall);
    }

    private Outlet(Words words) {
        this.words = words;
    }

    static Outlet answering(TextStage stage, int request) {
        return new Outlet((text, complete, endCall) -> stage.answer(request, text, complete, endCall));
    }

    static Outlet interjecting(TextStage stage, int interjection) {
        return new Outlet((text, complete, endCall) -> stage.interject(interjection, text, complete, endCall));
    }

    /** Gives a sentence; what comes next is parted from it by a space. */
    void give(String sentence) {
        words.give(sentence + " ", false, false);
    }

    /** Nothing more comes of this turn. */
    void complete(boolean endCall) {
        words.give("", true, endCall);
    }
}
