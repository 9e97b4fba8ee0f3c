package io.antiphon.control.prompts;

import io.antiphon.control.api.InvalidField;

/** A prompt cannot be as described: the field, and what it must be. */
public final class InvalidPrompt extends InvalidField {
    private static final long serialVersionUID = 1L;

    InvalidPrompt(String field, String remedy) {
        super(field, remedy);
    }
}
