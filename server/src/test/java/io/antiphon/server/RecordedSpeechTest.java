package io.antiphon.server;

import static io.antiphon.server.Api.each;
import static io.antiphon.server.Api.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.audio.WavReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A person's voice instead of a synthetic one: prompts of Debian's package {@code asterisk-core-sounds-en-wav}
 * (CC-BY-SA), far from what the agent knows, so that only rough hearing and a fitting answer are asked for.
 */
@Tag("recorded-speech")
class RecordedSpeechTest {
    private static final Path SOUNDS = Path.of("/usr/share/asterisk/sounds/en_US_f_Allison");

    private final RunningServer server = RunningServer.shared();
    private final Api api = server.api();

    @BeforeAll
    static void needsTheRecordings() {
        assertThat(SOUNDS.resolve("conf-invalid.wav"))
                .as("install the package asterisk-core-sounds-en-wav, or run ./antiphon test, which does")
                .exists();
    }

    @Test
    void hearsAPersonAndAnswers() throws Exception {
        JsonNode call;
        try (var phone = Telephone.twilio(api, server.quietAgent())) {
            for (String prompt : new String[] {"conf-invalid", "agent-user"}) {
                phone.says(recorded(prompt));
                phone.hearsTheAgentOut();
            }
            phone.hangsUp();
            call = api.ended(phone.callId());
        }
        String heard = String.join(" ", words(call, "user")).toLowerCase(Locale.ROOT);
        // "That is not a valid conference number. Please try again." - "Agent login. Please enter your agent number
        // followed by the pound key."
        assertThat(Arrays.asList(heard.split(" ")))
                .as("what was heard")
                .containsAnyOf("number", "please", "try", "again", "enter", "agent", "followed", "key", "not", "valid");
        assertThat(words(call, "assistant")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(each(call.path("turns_detail")))
                .anyMatch(turn -> !turn.path("heard").asString().isEmpty()
                        && !turn.path("spoken").asString().isEmpty());
    }

    /** 8 kHz, mono. */
    private static short[] recorded(String prompt) throws IOException {
        try (var wav = new WavReader(new BufferedInputStream(Files.newInputStream(SOUNDS.resolve(prompt + ".wav"))))) {
            assertThat(wav.rate()).isEqualTo(8_000);
            short[] samples = new short[60 * wav.rate()];
            int length = 0;
            for (int read = wav.read(samples, 0, samples.length);
                    read > 0;
                    read = wav.read(samples, length, samples.length - length)) {
                length += read;
            }
            return Arrays.copyOf(samples, length);
        }
    }
}
