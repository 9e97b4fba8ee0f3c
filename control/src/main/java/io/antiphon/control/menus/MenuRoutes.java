package io.antiphon.control.menus;

import io.antiphon.control.api.Body;
import io.antiphon.control.api.Idempotency;
import io.antiphon.control.api.Limit;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.organisations.CurrentOrganisation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Menus over HTTP. An ETag names a state; If-Match makes sure that it is the one that is changed. */
@RestController
@RequestMapping("/api/v1/ivr-menus")
public final class MenuRoutes {
    private final CurrentOrganisation organisation;
    private final Menus menus;
    private final MenuSessions sessions;
    private final Idempotency idempotency;
    private final AuditLog audit;

    public MenuRoutes(
            CurrentOrganisation organisation,
            Menus menus,
            MenuSessions sessions,
            Idempotency idempotency,
            AuditLog audit) {
        this.organisation = organisation;
        this.menus = menus;
        this.sessions = sessions;
        this.idempotency = idempotency;
        this.audit = audit;
    }

    @GetMapping
    MenuView.Page list(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String after) {
        int most = Limit.of(limit);
        return MenuView.Page.of(
                menus.page(organisation.id(), after == null ? null : Body.id("after", after), most + 1), most);
    }

    @GetMapping("/{id}")
    ResponseEntity<MenuView> get(@PathVariable String id) {
        return shown(find(id));
    }

    @PostMapping
    ResponseEntity<String> create(HttpServletRequest request) throws IOException {
        Body body = Body.read(request);
        MenuSettings settings = MenuSettings.read(body);
        UUID org = organisation.id();
        return idempotency.created(org, request, body, () -> MenuView.of(menus.create(org, settings)));
    }

    /** Changes what the body names; it counts from the next call. */
    @PatchMapping("/{id}")
    ResponseEntity<MenuView> change(
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String wanted,
            HttpServletRequest request)
            throws IOException {
        Body body = Body.filled(request);
        return shown(menus.change(organisation.id(), find(id).id(), wanted, before -> before.changed(body)));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(
            @PathVariable String id, @RequestHeader(name = "If-Match", required = false) @Nullable String wanted) {
        menus.delete(organisation.id(), find(id).id(), wanted);
        return ResponseEntity.noContent().build();
    }

    /** Walks it without a call. */
    @PostMapping("/{id}/test")
    TestWalk test(@PathVariable String id, HttpServletRequest request) throws IOException {
        String keys = TestWalk.keys(Body.filled(request));
        IvrMenu menu = find(id);
        return TestWalk.of(menus.walked(organisation.id(), menu.id()), menu.id(), keys);
    }

    /**
     * Ways of calls through menus.
     *
     * @param next what to give as {@code before} for what follows; null at the end
     */
    record Sessions(
            List<MenuSessions.Session> sessions, @Nullable UUID next) {}

    /** Ways of calls that began in this menu, the newest first. */
    @GetMapping("/{id}/sessions")
    Sessions sessions(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String before) {
        int most = Limit.of(limit);
        UUID from = before == null ? null : Body.id("before", before);
        List<MenuSessions.Session> found = sessions.list(organisation.id(), find(id).id(), from, most + 1);
        List<MenuSessions.Session> shown = found.stream().limit(most).toList();
        return new Sessions(shown, found.size() > most ? shown.getLast().callId() : null);
    }

    private IvrMenu find(String text) {
        UUID org = organisation.id();
        UUID id = Body.id("id", text);
        return menus.find(org, id).orElseThrow(() -> {
            audit.missed(org, Menus.KIND, id);
            return Menus.missing();
        });
    }

    private static ResponseEntity<MenuView> shown(IvrMenu menu) {
        return ResponseEntity.ok().eTag(menu.tag()).body(MenuView.of(menu));
    }
}
