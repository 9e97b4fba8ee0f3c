package io.antiphon.conversation.stage;

import io.antiphon.ports.line.TextLine;

/** What a conversation in words alone can ask of the world, besides what any can; see {@link TextLine}. */
public interface TextStage extends MindStage {
    /** Gives the next words of an answer. */
    void answer(int request, String text, boolean complete, boolean endCall);

    /** Says something that nobody asked for. */
    void interject(int interjection, String text, boolean complete, boolean endCall);

    /** Tells what a tool gave. */
    void toolFinished(String id, String result);

    /** Ends the connection; the conversation is over. */
    void hangUp(String reason);
}
