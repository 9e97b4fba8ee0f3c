package io.antiphon.providers.twilio;

import io.antiphon.providers.wire.ApiKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How Twilio proves that a request is its own: {@code X-Twilio-Signature} is the HMAC-SHA1 of the address and the form's
 * fields under the account's token, in Base64.
 *
 * @see <a href="https://www.twilio.com/docs/usage/security#validating-requests">Validating requests</a>
 */
public final class TwilioSignature {
    /** The header's name. */
    public static final String HEADER = "X-Twilio-Signature";

    private static final Map<String, Integer> USUAL_PORTS = Map.of("http", 80, "ws", 80, "https", 443, "wss", 443);

    private final ApiKey token;

    /** @param token secret of the account at Twilio */
    public TwilioSignature(ApiKey token) {
        this.token = token;
    }

    /**
     * The signature of a request.
     *
     * @param address as Twilio was told it, with its query
     * @param form fields of a form; none for a WebSocket
     */
    public String of(String address, Map<String, List<String>> form) {
        var signed = new StringBuilder(address);
        new TreeMap<>(form)
                .forEach((name, values) -> new TreeSet<>(values)
                        .forEach(value -> signed.append(name).append(value)));
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Whether the signature is Twilio's. Twilio signs the address with or without its usual port, and field reports have
     * sockets' addresses with a slash at the end; all of these are the same place, so all are taken.
     */
    public boolean isRight(String signature, String address, Map<String, List<String>> form) {
        byte[] given = signature.getBytes(StandardCharsets.UTF_8);
        boolean right = false;
        for (String candidate : candidates(address)) {
            right |= MessageDigest.isEqual(given, of(candidate, form).getBytes(StandardCharsets.UTF_8));
        }
        return right;
    }

    private static Set<String> candidates(String address) {
        Set<String> candidates = new LinkedHashSet<>();
        for (String written : List.of(address, withPort(address), withoutPort(address))) {
            candidates.add(written);
            if (written.startsWith("ws")) {
                candidates.add(written.endsWith("/") ? written.substring(0, written.length() - 1) : written + "/");
            }
        }
        return candidates;
    }

    private static String withPort(String address) {
        URI uri = URI.create(address);
        Integer usual = USUAL_PORTS.get(uri.getScheme());
        return uri.getPort() >= 0 || usual == null ? address : withAuthority(address, uri.getHost() + ":" + usual);
    }

    private static String withoutPort(String address) {
        URI uri = URI.create(address);
        Integer usual = USUAL_PORTS.get(uri.getScheme());
        return usual != null && uri.getPort() == usual ? withAuthority(address, uri.getHost()) : address;
    }

    private static String withAuthority(String address, String authority) {
        int from = address.indexOf("//") + 2;
        return address.substring(0, from)
                + authority
                + address.substring(from + URI.create(address).getRawAuthority().length());
    }
}
