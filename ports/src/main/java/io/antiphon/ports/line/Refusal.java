package io.antiphon.ports.line;

/** Why a caller is turned away before a conversation begins. */
public enum Refusal {
    UNKNOWN_AGENT("there is no such agent: check the agent's id or name, or leave it out for the default agent"),
    UNKNOWN_CALL("nobody waits for this call any more: place it again"),
    BUSY("all places are taken: try again in a moment"),
    OVERLOADED("the server is busy with the calls it has: try again in a minute"),
    DRAINING("the server is shutting down: try again in a moment"),
    NOT_READY("the agent cannot be reached just now: the server's /health page tells what is missing");

    private final String remedy;

    Refusal(String remedy) {
        this.remedy = remedy;
    }

    /** What the person on the other end may do, in one sentence. */
    public String remedy() {
        return remedy;
    }
}
