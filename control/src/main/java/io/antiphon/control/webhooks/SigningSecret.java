package io.antiphon.control.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a webhook's requests are signed with, as Standard Webhooks has it.
 *
 * @param text {@code whsec_} and 32 random bytes in Base64
 */
record SigningSecret(String text) {
    private static final String MARK = "whsec_";
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    static SigningSecret fresh() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new SigningSecret(MARK + Base64.getEncoder().encodeToString(bytes));
    }

    /**
     * Signs a message.
     *
     * @param seconds since 1970, as the header {@code webhook-timestamp} says
     */
    String sign(String id, long seconds, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(text.substring(MARK.length())), "HmacSHA256"));
            byte[] hash = mac.doFinal((id + "." + seconds + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(hash);
        } catch (GeneralSecurityException bug) {
            throw new IllegalStateException(bug);
        }
    }

    /** Not the secret. */
    @Override
    public String toString() {
        return "SigningSecret[hidden]";
    }
}
