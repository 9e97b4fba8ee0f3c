package io.antiphon.server.wiring;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The console's own addresses, all served by its one page. */
@Controller
final class ConsolePages {
    @GetMapping({"/", "/sign-in", "/talk", "/calls", "/calls/{id}"})
    String page() {
        return "forward:/index.html";
    }
}
