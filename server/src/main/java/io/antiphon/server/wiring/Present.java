package io.antiphon.server.wiring;

import io.antiphon.ports.ProviderDescription;
import java.util.stream.Stream;

/** A provider that is there, and what it does in a call: it hears as an ear, thinks as a mind or speaks as a voice. */
record Present(String kind, ProviderDescription description) {
    static Stream<Present> all(Cast cast) {
        return Stream.of(
                        cast.ears().descriptions().stream().map(ear -> new Present("ear", ear)),
                        cast.minds().descriptions().stream().map(mind -> new Present("mind", mind)),
                        cast.leads().descriptions().stream().map(lead -> new Present("dialogue", lead)),
                        cast.voices().descriptions().stream().map(voice -> new Present("voice", voice)))
                .flatMap(kind -> kind);
    }
}
