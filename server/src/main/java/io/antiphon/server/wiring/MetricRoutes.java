package io.antiphon.server.wiring;

import io.antiphon.server.metrics.Meters;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Figures for Prometheus. */
@RestController
final class MetricRoutes {
    private final Meters meters;

    MetricRoutes(Meters meters) {
        this.meters = meters;
    }

    @GetMapping(path = "/metrics", produces = "text/plain;version=0.0.4;charset=utf-8")
    String metrics() {
        return meters.scrape();
    }
}
