package io.antiphon.control.menus;

import io.antiphon.control.api.InvalidField;

/** A menu cannot be as described: the field, and what it must be. */
public final class InvalidMenu extends InvalidField {
    private static final long serialVersionUID = 1L;

    InvalidMenu(String field, String remedy) {
        super(field, remedy);
    }
}
