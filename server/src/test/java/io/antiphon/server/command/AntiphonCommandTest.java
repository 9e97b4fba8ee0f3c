package io.antiphon.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.server.RunningServer;
import io.antiphon.testkit.wire.NobodysDoor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AntiphonCommandTest {

    /** The names of every command there is. */
    static Stream<String> commands() {
        return below(AntiphonCommand.line(), "");
    }

    private static Stream<String> below(CommandLine line, String name) {
        return Stream.concat(
                Stream.of(name.strip()),
                line.getSubcommands().entrySet().stream()
                        .filter(entry -> !entry.getValue()
                                .getCommandSpec()
                                .usageMessage()
                                .hidden())
                        .flatMap(entry -> below(entry.getValue(), name + " " + entry.getKey())));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItselfWithAnExample(String command) {
        Terminal help = Terminal.run((command + " --help").strip().split(" "));
        assertThat(help.exit()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out()).contains("Usage: antiphon", "Examples:", "  antiphon ");
    }

    @Test
    void tellsItsVersion() {
        assertThat(Terminal.run("--version").out()).startsWith("antiphon ");
    }

    @ParameterizedTest
    @MethodSource("wrongUses")
    void endsWithTwoWhenItIsUsedWrongly(String[] arguments, String remedy) {
        Terminal wrong = Terminal.run(arguments);
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).contains(remedy).doesNotContain("\tat ");
    }

    static Stream<Object[]> wrongUses() {
        return Stream.of(
                new Object[] {new String[] {}, "say what to do"},
                new Object[] {new String[] {"sing"}, "sing"},
                new Object[] {new String[] {"audio"}, "say what to do"},
                new Object[] {new String[] {"call"}, "--say"},
                new Object[] {new String[] {"call", "--say", " "}, "--say takes 1 to 2000 characters"},
                new Object[] {new String[] {"call", "--say", "x".repeat(2001)}, "say longer texts in several turns"},
                new Object[] {new String[] {"call", "--wav", "/nowhere/question.wav"}, "--wav /nowhere/question.wav"},
                new Object[] {new String[] {"call", "--say", "Hello", "--line", "pigeon"}, "--line"},
                new Object[] {new String[] {"up", "--port", "99999"}, "SERVER_PORT must be"},
                new Object[] {
                    new String[] {"up", "--provider", "vapi"}, "expected one of [g, b, r, gemini, bolna, retell]"
                },
                new Object[] {new String[] {"up", "-p", "fallback"}, "Usage: antiphon up"},
                new Object[] {new String[] {"up", "-p", "R"}, "--provider"},
                new Object[] {new String[] {"up", "--env-file", "/nowhere/antiphon.env"}, "cannot be read"},
                new Object[] {new String[] {"doctor", "--server", "not an address"}, "--server"});
    }

    @ParameterizedTest
    @CsvSource({"-p, r", "--provider, retell", "-p, gemini", "--provider, g", "-p, bolna", "-p, b"})
    void takesWhoIsToLeadCallsByEitherName(String option, String name) {
        Terminal up = Terminal.run("up", option, name, "--port", "99999");
        assertThat(up.exit()).isEqualTo(2);
        assertThat(up.err()).contains("SERVER_PORT must be").doesNotContain("Usage", "VOICE_PREFERRED_PROVIDER");
    }

    @Test
    void endsWithThreeWhenNoServerAnswers(@TempDir Path folder) throws IOException {
        Terminal call = Terminal.run(
                "call", "--say", "Hello", "--server", NobodysDoor.ADDRESS.toString(), "--out", folder.toString());
        assertThat(call.exit()).isEqualTo(3);
        assertThat(call.err()).contains("no server answers at " + NobodysDoor.ADDRESS, "antiphon up");
    }

    @Test
    void endsWithOneWhenThereIsNoSuchAgent(@TempDir Path folder) {
        Terminal call = Terminal.run(
                "call",
                "--say",
                "Hello",
                "--agent",
                "nobody",
                "--server",
                server(),
                "--data",
                data(),
                "--out",
                folder.toString());
        assertThat(call.exit()).isEqualTo(1);
        assertThat(call.err()).contains("there is no such agent");
    }

    @Test
    void endsWithOneWhenTheDataFolderIsTaken() {
        Terminal up = Terminal.run(
                "up", "--port", "0", "--data", RunningServer.shared().data().toString());
        assertThat(up.exit()).isEqualTo(1);
        assertThat(up.err())
                .contains("another server already uses the data folder")
                .doesNotContain("\tat ");
    }

    @Test
    void doctorPlacesACall() {
        Terminal doctor = Terminal.run("doctor", "--json", "--server", server(), "--data", data());
        JsonNode report = JsonMapper.shared().readTree(doctor.out());
        assertThat(doctor.exit()).as(doctor.out()).isZero();
        assertThat(report.propertyNames()).containsExactlyInAnyOrder("ok", "findings");
        assertThat(report.path("ok").asBoolean()).isTrue();
        assertThat(report.path("findings")).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.propertyNames()).containsExactlyInAnyOrder("what", "state", "detail");
            assertThat(finding.path("state").asString()).isIn("ok", "missing");
        });
        assertThat(report.path("findings"))
                .last()
                .satisfies(
                        finding -> assertThat(finding.path("detail").asString()).contains("answered after"));
    }

    @Test
    void saysThatTheServerWantsAKey(@TempDir Path folder) {
        Terminal call = Terminal.run(
                "call",
                "--say",
                "Hello",
                "--server",
                server(),
                "--data",
                folder.toString(),
                "--out",
                folder.toString());
        assertThat(call.exit()).isEqualTo(1);
        assertThat(call.err()).contains("wants an API key", "--api-key", "ANTIPHON_API_KEY", "--data");
        Terminal wrong = Terminal.run(
                "call", "--say", "Hello", "--server", server(), "--api-key", "antiphon_x", "--out", folder.toString());
        assertThat(wrong.exit()).isEqualTo(1);
        assertThat(wrong.err()).contains("does not take this API key").doesNotContain("antiphon_x");
    }

    private static String data() {
        return RunningServer.shared().data().toString();
    }

    private static String server() {
        return RunningServer.shared().api().address().toString();
    }
}
