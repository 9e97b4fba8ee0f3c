package io.antiphon.testkit.gemini.live;

/** What the simulated model does when it is its turn. */
public sealed interface LiveReply {
    /** It speaks, much faster than it can be heard. */
    record Words(String text) implements LiveReply {}

    /** It wants a tool to run; {@code arguments} is a JSON object. */
    record Tool(String name, String arguments) implements LiveReply {}

    /** It says something and then nothing more until it is interrupted. */
    record Stall(String text) implements LiveReply {}

    /** It says that the connection is about to end, and ends it. */
    record GoAway() implements LiveReply {}
}
