package io.antiphon.control.vault;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.KmsEnvelopeAead;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Seals texts with envelope keys: each under an AES-256-GCM key of its own, and that one under the server's master key.
 */
public final class Vault {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;

    private final MasterKey masterKey;
    private final Aead envelope;
    private final @Nullable Aead former;

    /** @param masterKey what opens it */
    public Vault(MasterKey masterKey) {
        this(masterKey, null);
    }

    /**
     * One whose master key was changed.
     *
     * @param former opens what was sealed before, and seals nothing any more; null where there is none
     */
    public Vault(MasterKey masterKey, @Nullable MasterKey former) {
        this.masterKey = masterKey;
        try {
            AeadConfig.register();
            this.envelope = envelope(masterKey);
            this.former = former == null ? null : envelope(former);
        } catch (GeneralSecurityException bug) {
            throw new IllegalStateException("this Java knows no AES-GCM", bug);
        }
    }

    private static Aead envelope(MasterKey key) throws GeneralSecurityException {
        return KmsEnvelopeAead.create(PredefinedAeadParameters.AES256_GCM, master(key.bytes()));
    }

    @AccessesPartialKey
    private static Aead master(byte[] bytes) throws GeneralSecurityException {
        var key = AesGcmKey.builder()
                .setParameters(AesGcmParameters.builder()
                        .setKeySizeBytes(MasterKey.BYTES)
                        .setIvSizeBytes(NONCE_BYTES)
                        .setTagSizeBytes(TAG_BYTES)
                        .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                        .build())
                .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
                .build();
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(key).withRandomId().makePrimary())
                .build()
                .getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    /** Tells what opens it from other master keys. */
    public byte[] fingerprint() {
        return masterKey.fingerprint();
    }

    /**
     * Seals a text.
     *
     * @param place where it will stand; it opens nowhere else
     */
    public byte[] seal(String text, String place) {
        try {
            return envelope.encrypt(bytes(text), bytes(place));
        } catch (GeneralSecurityException bug) {
            throw new IllegalStateException("a text could not be sealed", bug);
        }
    }

    /** Empty where it was sealed under a master key that is neither this one nor the former, for another place, or altered since. */
    public Optional<String> open(byte[] sealed, String place) {
        Optional<String> text = open(envelope, sealed, place);
        return text.isPresent() || former == null ? text : open(former, sealed, place);
    }

    /** The same text sealed under the master key; empty where it is already, or neither that nor the former one opens it. */
    public Optional<byte[]> renewed(byte[] sealed, String place) {
        if (former == null || open(envelope, sealed, place).isPresent()) {
            return Optional.empty();
        }
        return open(former, sealed, place).map(text -> seal(text, place));
    }

    private static Optional<String> open(Aead with, byte[] sealed, String place) {
        try {
            return Optional.of(new String(with.decrypt(sealed, bytes(place)), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException notOurs) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
