package io.antiphon.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.audio.Codec;
import io.antiphon.audio.WavWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code antiphon listen}. */
class ListenCommandTest {
    private static final String QUESTION = "How can I ease breathlessness at night?";

    @TempDir
    private Path folder;

    @Test
    void saysWhenTheCallerIsDone() throws IOException {
        Path caller = said("caller.wav", QUESTION, 500, 0);
        double length = Files.size(caller) / 32_000.0;
        List<JsonNode> events = listen("--caller", caller.toString(), "--no-words");
        assertThat(types(events)).startsWith("speech_start").endsWith("turn_end");
        assertThat(events.getFirst().get("t").asDouble()).isBetween(0.5, 1.0);
        assertThat(events.getLast().get("t").asDouble()).isGreaterThan(length - 0.5);
    }

    @Test
    void saysWhenTheAgentIsSilenced() throws IOException {
        Path agent = said("agent.wav", QUESTION + " " + QUESTION + " " + QUESTION, 0, 0);
        Path caller = said("caller.wav", "Please stop, I have another question for you.", 2_000, 0);
        List<JsonNode> events =
                listen("--caller", caller.toString(), "--agent", agent.toString(), "--no-words", "--sensitivity", "1");
        assertThat(types(events)).contains("agent_stop").doesNotContain("agent_resume");
        JsonNode stop = events.stream()
                .filter(event -> event.get("type").asString().equals("agent_stop"))
                .findFirst()
                .orElseThrow();
        assertThat(stop.get("t").asDouble()).isBetween(2.0, 2.6);
    }

    @Test
    void isNotSilencedByItsOwnEcho() throws IOException {
        CallerSound sound = CallerSound.spoken(QUESTION + " " + QUESTION);
        short[] agent = sound.at(16_000);
        short[] echo = new short[agent.length];
        for (int i = 1_600; i < echo.length; i++) {
            echo[i] = (short) (agent[i - 1_600] / 20);
        }
        Path spoken = write("agent.wav", agent);
        Path heard = write("caller.wav", echo);
        List<JsonNode> events = listen("--caller", heard.toString(), "--agent", spoken.toString(), "--no-words");
        assertThat(types(events)).doesNotContain("turn_end");
        assertThat(types(events).stream().filter("agent_stop"::equals).count())
                .isEqualTo(types(events).stream().filter("agent_resume"::equals).count());
    }

    @Test
    void takesAWholeFolder() throws IOException {
        said("b.caller.wav", QUESTION, 500, 0);
        said("a.caller.wav", QUESTION, 500, 0);
        List<JsonNode> events = listen("--batch", folder.toString(), "--no-words");
        assertThat(events.stream().map(event -> event.get("id").asString()).distinct())
                .containsExactly("a", "b");
    }

    @Test
    void writesDownTheWords() throws IOException {
        Path caller = said("caller.wav", "yes", 500, 0);
        List<JsonNode> events = listen("--caller", caller.toString());
        assertThat(types(events)).contains("final", "turn_end");
        assertThat(events.stream().filter(event -> event.has("text"))).isNotEmpty();
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        Path text = Files.writeString(folder.resolve("text.wav"), "This is no sound at all, only words.");
        assertThat(failed("--caller", folder.resolve("missing.wav").toString())).contains("missing.wav does not exist");
        assertThat(failed("--caller", text.toString())).contains("text.wav").doesNotContain("\tat ");
        assertThat(failed(
                        "--batch",
                        Files.createDirectory(folder.resolve("empty")).toString()))
                .contains("<id>.caller.wav");
    }

    @Test
    void saysWhatIsWrongWithItsOptions() {
        Terminal both = Terminal.run("listen", "--events", "-");
        assertThat(both.exit()).isEqualTo(2);
        assertThat(both.err()).contains("--caller", "--batch");
        Terminal number = Terminal.run("listen", "--caller", "a.wav", "--events", "-", "--responsiveness", "3");
        assertThat(number.exit()).isEqualTo(2);
        assertThat(number.err()).contains("--responsiveness is 3.0; give a number from 0 to 1");
    }

    private String failed(String... options) {
        String[] arguments = arguments(folder.resolve("none.jsonl"), options);
        Terminal failed = Terminal.run(arguments);
        assertThat(failed.exit()).isEqualTo(1);
        return failed.err();
    }

    private List<JsonNode> listen(String... options) throws IOException {
        Path out = folder.resolve("events.jsonl");
        Terminal listened = Terminal.run(arguments(out, options));
        assertThat(listened.exit()).as(listened.err()).isZero();
        return Files.readAllLines(out).stream()
                .map(line -> JsonMapper.builder().build().readTree(line))
                .toList();
    }

    private static String[] arguments(Path out, String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "listen";
        arguments[1] = "--events";
        arguments[2] = out.toString();
        System.arraycopy(options, 0, arguments, 3, options.length);
        return arguments;
    }

    private static List<String> types(List<JsonNode> events) {
        return events.stream().map(event -> event.get("type").asString()).toList();
    }

    private Path said(String name, String text, int before, int after) throws IOException {
        short[] spoken = CallerSound.spoken(text).at(16_000);
        short[] samples = new short[16 * before + spoken.length + 16 * after];
        System.arraycopy(spoken, 0, samples, 16 * before, spoken.length);
        return write(name, samples);
    }

    private Path write(String name, short[] samples) throws IOException {
        Path file = folder.resolve(name);
        try (WavWriter wav = WavWriter.to(file, 16_000, 1, Codec.PCM16)) {
            wav.write(samples, 0, samples.length);
        }
        return file;
    }
}
