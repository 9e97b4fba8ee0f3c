package io.antiphon.control.access;

import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.api.RequestIds;
import io.antiphon.control.audit.Actor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** An identity as Spring Security carries it through a request; its authorities are the scopes' words. */
public final class Proven extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient Identity identity;

    public Proven(Identity identity) {
        super(identity.scopes().stream()
                .map(scope -> new SimpleGrantedAuthority(scope.word()))
                .toList());
        this.identity = identity;
        setAuthenticated(true);
    }

    /** Who sends the request that this thread answers. */
    public static Optional<Identity> sender() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof Proven proven
                ? Optional.of(proven.identity)
                : Optional.empty();
    }

    /** The same where there must be one. */
    public static Identity known() {
        return sender().orElseThrow(() -> ApiFailure.of(401, "unauthenticated", "sign in, or send an API key", null));
    }

    /** The same for the audit log. */
    public static Actor actor() {
        return sender().map(identity -> new Actor(
                        identity.kind().name().toLowerCase(Locale.ROOT),
                        identity.id() == null ? null : identity.id().toString(),
                        identity.name(),
                        RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                                ? RequestIds.of(request.getRequest())
                                : null))
                .orElse(Actor.SYSTEM);
    }

    /** Who opened a socket with {@code request}. */
    public static Optional<Identity> of(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof Proven proven ? Optional.of(proven.identity) : Optional.empty();
    }

    public Identity identity() {
        return identity;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Identity getPrincipal() {
        return identity;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Proven proven && identity.equals(proven.identity);
    }

    @Override
    public int hashCode() {
        return identity.hashCode();
    }
}
