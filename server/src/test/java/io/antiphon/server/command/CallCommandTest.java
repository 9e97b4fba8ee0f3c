package io.antiphon.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.audio.WavReader;
import io.antiphon.server.RunningServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code antiphon call} against a running server. */
class CallCommandTest {

    private final RunningServer server = RunningServer.shared();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "browser, How can I ease breathlessness at night?, breath, breathlessness.md",
        "twilio, What helps with nausea?, nausea, nausea-and-vomiting.md"
    })
    void reportsACallWithItsSource(String line, String question, String word, String document) throws Exception {
        Terminal call = run("--agent", "palli-sahayak", "--say", question, "--line", line, "--json");
        assertThat(call.exit()).as(call.err()).isZero();
        JsonNode report = JsonMapper.shared().readTree(call.out());
        assertThat(report.propertyNames()).containsExactly("call_id", "turns", "wav");
        assertThat(report.path("turns")).singleElement().satisfies(turn -> {
            assertThat(turn.propertyNames())
                    .containsExactly("caller", "heard", "agent", "sources", "voice_to_voice_ms", "interrupted");
            assertThat(turn.path("caller").asString()).isEqualTo(question);
            assertThat(turn.path("heard").asString()).contains(word);
            assertThat(turn.path("agent").asString()).isNotBlank();
            assertThat(turn.path("voice_to_voice_ms").asInt()).isBetween(200, 15_000);
            assertThat(turn.path("interrupted").asBoolean()).isFalse();
            assertThat(turn.path("sources"))
                    .isNotEmpty()
                    .allSatisfy(
                            source -> assertThat(source.propertyNames()).containsExactlyInAnyOrder("document", "page"));
            assertThat(turn.path("sources"))
                    .extracting(source -> source.path("document").asString())
                    .contains(document);
        });
        JsonNode stored = server.api().ended(report.path("call_id").asString());
        assertThat(stored.path("channel").asString()).isEqualTo(line);
        Path wav = Path.of(report.path("wav").asString());
        assertThat(wav).hasParent(folder);
        assertThat(channels(wav)).isEqualTo(2);
    }

    @Test
    void printsTheDialogue() {
        Terminal call = run("--agent", server.quietAgent(), "--say", "Goodbye.");
        assertThat(call.exit()).as(call.err()).isZero();
        assertThat(call.out())
                .contains("Calling " + server.quietAgent(), "Caller  Goodbye.", "ms voice to voice", "Both sides: ");
    }

    private Terminal run(String... options) {
        String[] arguments = new String[options.length + 7];
        arguments[0] = "call";
        arguments[1] = "--server";
        arguments[2] = server.api().address().toString();
        arguments[3] = "--out";
        arguments[4] = folder.toString();
        arguments[5] = "--data";
        arguments[6] = server.data().toString();
        System.arraycopy(options, 0, arguments, 7, options.length);
        return Terminal.run(arguments);
    }

    private static int channels(Path wav) throws IOException {
        try (var reader = new WavReader(new BufferedInputStream(Files.newInputStream(wav)))) {
            return reader.channels();
        }
    }
}
