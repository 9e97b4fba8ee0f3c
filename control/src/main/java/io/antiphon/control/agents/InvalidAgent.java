package io.antiphon.control.agents;

import io.antiphon.control.api.InvalidField;

/** An agent cannot be as described: the field, and what it must be. */
public final class InvalidAgent extends InvalidField {
    private static final long serialVersionUID = 1L;

    public InvalidAgent(String field, String remedy) {
        super(field, remedy);
    }
}
