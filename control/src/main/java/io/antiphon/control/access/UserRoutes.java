package io.antiphon.control.access;

import io.antiphon.control.api.ApiFailure;
import io.antiphon.control.api.Body;
import io.antiphon.control.audit.AuditLog;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The organisation's people over HTTP. */
@RestController
@RequestMapping("/api/v1/users")
public final class UserRoutes {
    private static final Duration LINK_LIFE = Duration.ofHours(24);

    private final Users users;
    private final AuditLog audit;

    public UserRoutes(Users users, AuditLog audit) {
        this.users = users;
        this.audit = audit;
    }

    @GetMapping
    Page list() {
        return new Page(users.list(Proven.known().org()));
    }

    @PostMapping
    ResponseEntity<User> create(HttpServletRequest request) throws IOException {
        Body body = Body.read(request);
        String email = body.text("email");
        String name = body.text("name", "");
        Role role = Role.of(body.text("role"));
        body.end();
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(users.create(Proven.known().org(), email, name == null ? "" : name, role));
    }

    @PatchMapping("/{id}")
    User change(@PathVariable String id, HttpServletRequest request) throws IOException {
        Body body = Body.read(request);
        String name = body.text("name", null);
        String role = body.text("role", null);
        Boolean active = body.has("is_active") ? Boolean.valueOf(body.truth("is_active", true)) : null;
        body.end();
        UUID org = Proven.known().org();
        UUID user = Body.id("id", id);
        return users.change(org, user, null, name, role == null ? null : Role.of(role), active)
                .orElseThrow(() -> missing(org, user));
    }

    /** A secret that signs them in once: {@code /sign-in#} and the token. */
    @PostMapping("/{id}/link")
    ResponseEntity<Link> link(@PathVariable String id) {
        UUID org = Proven.known().org();
        UUID user = Body.id("id", id);
        User reached = users.find(org, user).filter(User::isActive).orElseThrow(() -> missing(org, user));
        String token = users.link(org, reached.id(), LINK_LIFE);
        return ResponseEntity.status(HttpStatus.CREATED)
                .header("Cache-Control", "no-store")
                .body(new Link(token, "/sign-in#" + token));
    }

    /** Ends all sessions of somebody, who may sign in again. */
    @DeleteMapping("/{id}/sessions")
    ResponseEntity<Void> signOut(@PathVariable String id) {
        UUID org = Proven.known().org();
        UUID user = Body.id("id", id);
        if (!users.signOut(org, user)) {
            throw missing(org, user);
        }
        return ResponseEntity.noContent().build();
    }

    private ApiFailure missing(UUID org, UUID user) {
        audit.missed(org, "user", user);
        return ApiFailure.notFound("there is no user of this id");
    }

    /** A list of them. */
    record Page(List<User> users) {}

    /** @param path of the console's page that takes the token */
    record Link(String token, String path) {
        @Override
        public String toString() {
            return "a link";
        }
    }
}
