package io.antiphon.server.wiring;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/** The console's own addresses, all served by its one page. */
@Controller
final class ConsolePages {
    private static final String PAGE = "forward:/index.html";

    /** People get the console; programs are told that something is here. */
    @GetMapping("/")
    Object root(@RequestHeader(name = "Accept", required = false) @Nullable String accepted) {
        return accepted != null && accepted.contains("text/html")
                ? PAGE
                : ResponseEntity.ok(Map.of("status", "ok", "service", "Voice AI Platform"));
    }

    @GetMapping({
        "/sign-in",
        "/dashboard",
        "/talk",
        "/agents",
        "/agents/{id}",
        "/calls",
        "/calls/{id}",
        "/keys",
        "/settings"
    })
    String page() {
        return PAGE;
    }
}
