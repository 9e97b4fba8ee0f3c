package io.antiphon.testkit.twilio;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as Twilio does; written apart from what checks it. */
public final class TwilioSigner {
    private final byte[] token;

    public TwilioSigner(String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /** The value of {@code X-Twilio-Signature}. */
    public String sign(String address, Map<String, List<String>> form) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token, "HmacSHA1"));
            mac.update(address.getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, List<String>> field : new TreeMap<>(form).entrySet()) {
                for (String value :
                        field.getValue().stream().distinct().sorted().toList()) {
                    mac.update((field.getKey() + value).getBytes(StandardCharsets.UTF_8));
                }
            }
            return Base64.getEncoder().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
