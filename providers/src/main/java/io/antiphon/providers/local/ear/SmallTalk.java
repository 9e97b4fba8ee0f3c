package io.antiphon.providers.local.ear;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What callers say in any call, whatever it is about: greetings, thanks, yes and no. */
final class SmallTalk {
    private SmallTalk() {}

    static List<String> sentences() {
        try (InputStream file = Objects.requireNonNull(SmallTalk.class.getResourceAsStream("small-talk.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
