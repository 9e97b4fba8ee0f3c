package io.antiphon.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.server.RunningServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real call over a real socket, played again from what the database kept of it. */
class ReplayCommandTest {
    private final RunningServer server = RunningServer.shared();

    @TempDir
    private Path folder;

    @Test
    void decidesARealCallAsItWasAndShowsWhatMorePatienceWouldHaveDone() throws Exception {
        Terminal call = run(
                "call", "--agent", server.quietAgent(), "--say", "Thank you.", "--out", folder.toString(), "--json");
        assertThat(call.exit()).as(call.err()).isZero();
        String id = JsonMapper.shared().readTree(call.out()).path("call_id").asString();
        server.api().ended(id);

        Terminal same = run("replay", id);
        assertThat(same.out()).contains("every one as it was", "caller", "agent, now");
        assertThat(same.exit()).as(same.err() + same.out()).isZero();

        Path picture = folder.resolve("patient.svg");
        Terminal patient = run("replay", id, "--endpointing-ms", "5000", "--json", "--picture", picture.toString());
        assertThat(patient.exit()).as(patient.err()).isZero();
        JsonNode report = JsonMapper.shared().readTree(patient.out());
        assertThat(report.path("same").asBoolean())
                .as(call.out() + patient.out())
                .isFalse();
        assertThat(Files.readString(picture)).startsWith("<svg").contains("agent, recorded", "agent, now");
    }

    @Test
    void namesWhatIsWrong() {
        assertThat(run("replay", "yesterday").err()).contains("a call's id is a UUID such as");
        Terminal unknown = run("replay", "00000000-0000-7000-8000-000000000000");
        assertThat(unknown.exit()).isEqualTo(1);
        assertThat(unknown.err()).contains("knows no call");
        Terminal wild = run("replay", "00000000-0000-7000-8000-000000000000", "--responsiveness", "eager");
        assertThat(wild.exit()).isEqualTo(2);
    }

    private Terminal run(String command, String... options) {
        String[] arguments = new String[options.length + 5];
        arguments[0] = command;
        System.arraycopy(options, 0, arguments, 1, options.length);
        arguments[options.length + 1] = "--server";
        arguments[options.length + 2] = server.api().address().toString();
        arguments[options.length + 3] = "--data";
        arguments[options.length + 4] = server.data().toString();
        return Terminal.run(arguments);
    }
}
