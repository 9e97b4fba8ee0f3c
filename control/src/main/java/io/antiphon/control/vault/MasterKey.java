package io.antiphon.control.vault;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** The server's key, under which secrets are sealed that the database keeps. Shown by nothing. */
public final class MasterKey {
    /** Its length: that of a key of AES-256. */
    public static final int BYTES = 32;

    private static final int FINGERPRINT_BYTES = 8;

    private final byte[] bytes;

    /**
     * Takes the key as it is.
     *
     * @param bytes {@value #BYTES} random ones
     * @throws IllegalArgumentException when there are more or fewer
     */
    public MasterKey(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a master key has " + BYTES + " bytes");
        }
        this.bytes = bytes.clone();
    }

    /**
     * Reads one as {@code openssl rand -base64 32} writes it.
     *
     * @throws IllegalArgumentException when it is none; the message does not hold it
     */
    public static MasterKey parse(String base64) {
        return new MasterKey(Base64.getDecoder().decode(base64));
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** Tells it from others and nothing about it. */
    byte[] fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("antiphon master key".getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest.digest(bytes), FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException bug) {
            throw new IllegalStateException(bug);
        }
    }

    @Override
    public String toString() {
        return "MasterKey[hidden]";
    }
}
