package io.antiphon.control.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Something that nobody can guess: 256 random bits, so that its plain SHA-256 may be kept in its place.
 *
 * @param text what is handed out, once
 * @param prefix its beginning, which may be shown
 */
record Secret(String text, String prefix) {
    /** Begins every API key. */
    static final String KEY = "antiphon_";

    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new one that begins with {@code mark}. */
    static Secret fresh(String mark) {
        byte[] name = new byte[4];
        byte[] secret = new byte[32];
        RANDOM.nextBytes(name);
        RANDOM.nextBytes(secret);
        String prefix = mark + HexFormat.of().formatHex(name);
        return new Secret(prefix + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret), prefix);
    }

    byte[] hash() {
        return hash(text);
    }

    static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Not the secret. */
    @Override
    public String toString() {
        return prefix;
    }
}
