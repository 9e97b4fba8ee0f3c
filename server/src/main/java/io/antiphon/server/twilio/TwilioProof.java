package io.antiphon.server.twilio;

import io.antiphon.control.access.Identity;
import io.antiphon.control.access.Proven;
import io.antiphon.control.access.Scope;
import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.api.Failures;
import io.antiphon.providers.twilio.TwilioAddresses;
import io.antiphon.providers.twilio.TwilioSignature;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in what Twilio has signed. The media stream is open to programs with an API key that may place calls too, and to
 * everybody where the account's token is not known here.
 */
public final class TwilioProof extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(TwilioProof.class);

    private final transient @Nullable TwilioSignature signature;
    private final transient TwilioAddresses addresses;

    /** @param signature null where the account's token is not known */
    public TwilioProof(@Nullable TwilioSignature signature, TwilioAddresses addresses) {
        this.signature = signature;
        this.addresses = addresses;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean stream = request.getRequestURI().startsWith(TwilioAddresses.STREAM);
        if (stream ? mayStream(request) : isSigned(request)) {
            chain.doFilter(request, response);
            return;
        }
        log.warn("a request to {} was not Twilio's", stream ? "the media stream" : request.getRequestURI());
        Failures.write(refusal(stream), request, response);
    }

    private ApiFailure refusal(boolean stream) {
        return signature == null
                ? ApiFailure.of(
                        503, "twilio_not_configured", "nobody knows here how Twilio signs", "set TWILIO_AUTH_TOKEN")
                : ApiFailure.of(
                        403,
                        "not_signed",
                        "X-Twilio-Signature is missing, or is not the one of this account for this address",
                        "check TWILIO_AUTH_TOKEN, and that PUBLIC_BASE_URL is the address that Twilio was told"
                                + (stream ? "; programs may send an API key with calls:place instead" : ""));
    }

    private boolean mayStream(HttpServletRequest request) {
        return signature == null
                || Proven.of(request)
                        .map(Identity::scopes)
                        .filter(scopes -> scopes.contains(Scope.CALLS_PLACE))
                        .isPresent()
                || isSigned(request);
    }

    private boolean isSigned(HttpServletRequest request) {
        String given = request.getHeader(TwilioSignature.HEADER);
        if (signature == null || given == null) {
            return false;
        }
        String query = request.getQueryString();
        String address = addresses.address(request.getRequestURI() + (query == null ? "" : "?" + query));
        boolean stream = request.getRequestURI().startsWith(TwilioAddresses.STREAM);
        return signature.isRight(
                given,
                stream ? "ws" + address.substring("http".length()) : address,
                stream ? Map.of() : form(request, query));
    }

    /** The fields of the body: the servlet's parameters are those of the address too, which Twilio signs as they stand. */
    private static Map<String, List<String>> form(HttpServletRequest request, @Nullable String query) {
        Set<String> ofTheAddress = Arrays.stream(query == null ? new String[0] : query.split("&"))
                .map(pair -> pair.split("=", 2)[0])
                .collect(Collectors.toSet());
        var form = new HashMap<String, List<String>>();
        request.getParameterMap().forEach((name, values) -> {
            if (!ofTheAddress.contains(name)) {
                form.put(name, List.of(values));
            }
        });
        return form;
    }
}
