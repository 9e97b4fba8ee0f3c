package io.antiphon.testkit.retell;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as Retell does; written apart from what checks it. */
public final class RetellSigner {
    private final byte[] key;

    public RetellSigner(String key) {
        this.key = key.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The value of {@code X-Retell-Signature}.
     *
     * @param moment Unix milliseconds
     */
    public String sign(String body, long moment) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] digest = mac.doFinal((body + moment).getBytes(StandardCharsets.UTF_8));
            return "v=" + moment + ",d=" + HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
