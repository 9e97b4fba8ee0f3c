package io.antiphon.control.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The API's description of itself (OpenAPI 3.1), one document that is kept with the code. */
@RestController
public final class OpenApiRoutes {
    @GetMapping("/api/v1/openapi.json")
    ResponseEntity<byte[]> document() throws IOException {
        try (InputStream file = Objects.requireNonNull(OpenApiRoutes.class.getResourceAsStream("openapi.json"))) {
            return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(file.readAllBytes());
        }
    }
}
