package io.antiphon.lines;

import io.antiphon.ports.line.Refusal;

/** With which code of RFC 6455 §7.4 a socket closes. */
public final class CloseCodes {
    private CloseCodes() {}

    /** When its caller is turned away. */
    public static int of(Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN_AGENT, UNKNOWN_CALL -> 4404;
            case BUSY, OVERLOADED -> 1013;
            case DRAINING -> 1012;
            case NOT_READY -> 4503;
        };
    }
}
