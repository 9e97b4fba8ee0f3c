package io.antiphon.control.access;

import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.api.Body;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Signing in and out, and who one is. */
@RestController
@RequestMapping("/api/v1/auth")
public final class AuthRoutes {
    private final Users users;
    private final Sessions sessions;

    public AuthRoutes(Users users, Sessions sessions) {
        this.users = users;
        this.sessions = sessions;
    }

    @PostMapping("/login")
    ResponseEntity<SignedIn> login(HttpServletRequest request) throws IOException {
        Body body = Body.read(request);
        String email = body.text("email");
        String password = body.text("password");
        body.end();
        Users.Admitted admitted = users.admit(email, password)
                .orElseThrow(() -> ApiFailure.of(
                        401,
                        "wrong_password",
                        "email address and password do not belong together",
                        "try again, or ask an owner for a sign-in link"));
        return signedIn(sessions.open(admitted, "password"), request);
    }

    @PostMapping("/link")
    ResponseEntity<SignedIn> link(HttpServletRequest request) throws IOException {
        Body body = Body.read(request);
        String token = body.text("token");
        body.end();
        Users.Admitted admitted = users.redeem(token)
                .orElseThrow(() -> ApiFailure.of(
                        401,
                        "invalid_link",
                        "this link was used before or has expired",
                        "start the server again for a new one, or ask an owner"));
        return signedIn(sessions.open(admitted, "link"), request);
    }

    @PostMapping("/logout")
    ResponseEntity<Void> logout(HttpServletRequest request) {
        Identity identity = Proven.known();
        if (identity.session() != null) {
            sessions.end(identity.org(), identity.session());
        }
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO, request))
                .build();
    }

    @GetMapping("/me")
    Me me() {
        return me(Proven.known());
    }

    @PatchMapping("/me")
    Me change(HttpServletRequest request) throws IOException {
        Identity identity = Proven.known();
        UUID user = identity.id();
        if (identity.kind() != Identity.Kind.USER || user == null) {
            throw ApiFailure.of(403, "forbidden", "this is not a person's session", "sign in");
        }
        Body body = Body.read(request);
        String email = body.text("email", null);
        String name = body.text("name", null);
        String password = body.text("password", null);
        String current = body.text("current_password", null);
        body.end();
        User before = users.find(identity.org(), user).orElseThrow();
        if ((password != null || email != null)
                && before.hasPassword()
                && (current == null || !users.knows(identity.org(), user, current))) {
            throw ApiFailure.invalid(
                    "current_password", "current_password must be your password, to change it or the address");
        }
        if (email != null || name != null) {
            users.change(identity.org(), user, email, name, null, null);
        }
        if (password != null) {
            users.setPassword(identity.org(), user, password, identity.session());
        }
        return me(identity);
    }

    private Me me(Identity identity) {
        UUID id = identity.id();
        User user = identity.kind() == Identity.Kind.USER && id != null
                ? users.find(identity.org(), id).orElse(null)
                : null;
        return new Me(
                identity.kind().name().toLowerCase(Locale.ROOT),
                identity.org(),
                user == null ? identity.getName() : user.email(),
                user,
                identity.scopes().stream().sorted().map(Scope::word).toList());
    }

    private static ResponseEntity<SignedIn> signedIn(Sessions.Opened opened, HttpServletRequest request) {
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, cookie(opened.token(), Sessions.LIFE, request))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new SignedIn(opened.token(), "Bearer", opened.expiresAt()));
    }

    private static String cookie(String token, Duration life, HttpServletRequest request) {
        return ResponseCookie.from(Entrance.COOKIE, token)
                .path("/")
                .maxAge(life)
                .httpOnly(true)
                .secure(request.isSecure() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto")))
                .sameSite("Strict")
                .build()
                .toString();
    }

    /** @param token to send as {@code Authorization: Bearer}; browsers get it as a cookie as well */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record SignedIn(String token, String tokenType, Instant expiresAt) {
        @Override
        public String toString() {
            return "signed in until " + expiresAt;
        }
    }

    /** @param user null where it is no person */
    record Me(
            String kind,
            UUID organisation,
            String name,
            @Nullable User user,
            List<String> scopes) {}
}
