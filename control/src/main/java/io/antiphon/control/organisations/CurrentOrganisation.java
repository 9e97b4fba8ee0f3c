package io.antiphon.control.organisations;

import java.util.UUID;

/** Whose data the request at hand is about: the one place where access control comes in. */
@FunctionalInterface
public interface CurrentOrganisation {
    UUID id();
}
