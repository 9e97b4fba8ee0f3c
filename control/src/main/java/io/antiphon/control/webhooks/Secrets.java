package io.antiphon.control.webhooks;

import io.antiphon.control.vault.Vault;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Seals signing secrets for one webhook of one organisation each: copied to another row they open no more. */
public record Secrets(Vault vault) {
    byte[] seal(UUID org, UUID webhook, SigningSecret secret) {
        return vault.seal(secret.text(), place(org, webhook));
    }

    /** Empty where there is none, or it was sealed under another master key. */
    Optional<SigningSecret> open(UUID org, UUID webhook, byte @Nullable [] sealed) {
        return sealed == null
                ? Optional.empty()
                : vault.open(sealed, place(org, webhook)).map(SigningSecret::new);
    }

    /** The same sealed under the master key; empty where it is already, or cannot be. */
    Optional<byte[]> renewed(UUID org, UUID webhook, byte[] sealed) {
        return vault.renewed(sealed, place(org, webhook));
    }

    private static String place(UUID org, UUID webhook) {
        return org + " webhook " + webhook;
    }
}
