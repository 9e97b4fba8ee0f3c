package io.antiphon.control.functions;

import io.antiphon.control.api.InvalidField;

/** A function cannot be as described: the field, and what it must be. */
public final class InvalidFunction extends InvalidField {
    private static final long serialVersionUID = 1L;

    InvalidFunction(String field, String remedy) {
        super(field, remedy);
    }
}
