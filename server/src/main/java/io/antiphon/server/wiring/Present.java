package io.antiphon.server.wiring;

import io.antiphon.ports.ProviderDescription;
import java.util.stream.Stream;

/** A provider that is there, and what it does in a call: {@code ear}, {@code mind} or {@code voice}. */
record Present(String kind, ProviderDescription description) {
    static Stream<Present> all(Cast cast) {
        return Stream.of(
                        cast.ears().descriptions().stream().map(ear -> new Present("ear", ear)),
                        cast.minds().descriptions().stream().map(mind -> new Present("mind", mind)),
                        cast.voices().descriptions().stream().map(voice -> new Present("voice", voice)))
                .flatMap(kind -> kind);
    }
}
