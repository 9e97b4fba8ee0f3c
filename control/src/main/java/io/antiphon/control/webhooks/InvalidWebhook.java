package io.antiphon.control.webhooks;

import io.antiphon.control.api.InvalidField;

/** A webhook cannot be as described: the field, and what it must be. */
public final class InvalidWebhook extends InvalidField {
    private static final long serialVersionUID = 1L;

    InvalidWebhook(String field, String remedy) {
        super(field, remedy);
    }
}
