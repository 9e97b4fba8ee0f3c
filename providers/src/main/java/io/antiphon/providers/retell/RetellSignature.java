package io.antiphon.providers.retell;

import io.antiphon.providers.wire.ApiKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How Retell proves that a request is its own: {@code X-Retell-Signature} is {@code v=<ms>,d=<hex>}, the HMAC-SHA256 of the
 * body's bytes and the moment, in Unix milliseconds, under the API key. It counts for five minutes either way.
 *
 * @see <a href="https://docs.retellai.com/features/secure-webhook">Secure webhook</a>
 */
public final class RetellSignature {
    /** The header's name. */
    public static final String HEADER = "X-Retell-Signature";

    private static final Duration WINDOW = Duration.ofMinutes(5);

    /** A moment beyond 15 digits is none, and no whole number in JavaScript. */
    private static final Pattern FORM = Pattern.compile("v=(\\d{1,15}),d=([0-9a-fA-F]{64})");

    private final ApiKey key;
    private final InstantSource clock;

    /** @param key the one that Retell marks as its webhooks' */
    public RetellSignature(ApiKey key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
    }

    /**
     * The header of a request.
     *
     * @param body its bytes as they are sent; none for a request without a body
     * @param moment Unix milliseconds
     */
    public String of(byte[] body, long moment) {
        return "v=" + moment + ",d=" + HexFormat.of().formatHex(digest(body, moment));
    }

    /** Whether it is Retell's, of these very bytes, and of these minutes. */
    public boolean isRight(String header, byte[] body) {
        Matcher form = FORM.matcher(header);
        if (!form.matches()) {
            return false;
        }
        long moment = Long.parseLong(form.group(1));
        boolean right = MessageDigest.isEqual(HexFormat.of().parseHex(form.group(2)), digest(body, moment));
        return right && Math.abs(clock.millis() - moment) <= WINDOW.toMillis();
    }

    private byte[] digest(byte[] body, long moment) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(body);
            return mac.doFinal(Long.toString(moment).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
