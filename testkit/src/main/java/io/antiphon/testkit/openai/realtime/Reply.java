package io.antiphon.testkit.openai.realtime;

import java.time.Duration;

/** What the simulated model does when it is asked to respond. */
public sealed interface Reply {
    /** It speaks, much faster than it can be heard. */
    record Words(String text) implements Reply {}

    /** It takes its time before it speaks. */
    record After(Duration pause, Reply then) implements Reply {}

    /** It says something and wants a tool to run; {@code text} may be empty. */
    record Tool(String text, String name, String arguments) implements Reply {}

    /** It says something, or nothing, and then nothing more. */
    record Stall(String text) implements Reply {}

    /** It says something, and then the connection is closed by the vendor. */
    record Farewell(String text) implements Reply {}

    /** The response fails with this code, such as {@code rate_limit_exceeded}. */
    record Failure(String code) implements Reply {}
}
