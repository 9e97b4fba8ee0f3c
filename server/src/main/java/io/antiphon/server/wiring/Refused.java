package io.antiphon.server.wiring;

import io.antiphon.ports.line.Refusal;

/** A caller cannot be let in. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final Refusal why;

    Refused(Refusal why) {
        super(why.remedy());
        this.why = why;
    }

    Refusal why() {
        return why;
    }
}
