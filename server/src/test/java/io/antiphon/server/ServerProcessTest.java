package io.antiphon.server;

import static io.antiphon.server.Api.each;
import static io.antiphon.server.Api.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.lines.caller.CallerEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server that is killed, loses its database, has no place left, or is told to stop, with a call going on. */
@Tag("slow")
@Order(1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
@Isolated("starts a server besides, which makes others' callers wait")
class ServerProcessTest {
    private static final String AGENT = "palli-sahayak";
    private static final String QUESTION = "How can I ease breathlessness at night?";
    private static final Map<String, String> ENVIRONMENT =
            Map.of("MAX_CALLS", "1", "DRAIN_TIMEOUT", "4s", "LOG_FORMAT", "json");

    private final Path data = DataFolder.create("process");
    private @Nullable ServerProcess running;

    /** The one that an earlier test left running, or a new one on the same data. */
    private ServerProcess server() throws Exception {
        if (running == null) {
            running = ServerProcess.start(data, ENVIRONMENT);
        }
        return running;
    }

    @AfterAll
    void end() throws Exception {
        if (running != null) {
            running.terminate();
            running.awaitEnd();
        }
    }

    @Test
    void aKilledServersCallIsThereAfterwards() throws Exception {
        String id;
        try (var phone = Telephone.browser(server().api(), AGENT)) {
            id = phone.callId();
            phone.hearsTheAgentOut();
            phone.says(QUESTION);
            phone.caller()
                    .next(CallerEvent.Transcript.class, said -> said.role().equals("user") && said.complete())
                    .get(60, TimeUnit.SECONDS);
            phone.hearsTheAgent();
            server().kill();
            running = null;
            assertThat(phone.notices(CallerEvent.Disconnected.class).code()).isEqualTo(1006);
        }
        JsonNode call = server().api().ended(id);
        assertThat(call.path("status").asString()).isEqualTo("completed");
        assertThat(call.path("end_reason").asString()).isEqualTo("server_stopped");
        assertThat(words(call, "assistant")).first().asString().startsWith("Hello! I am Palli Sahayak");
        assertThat(words(call, "user")).singleElement().asString().isNotBlank();
        assertThat(call.path("recording").path("partial").asBoolean()).isTrue();
        StereoSound sound = server().api().recording(id);
        assertThat(sound.seconds()).isGreaterThan(6);
        assertThat(sound.callerSeconds()).isGreaterThan(1);
        assertThat(sound.agentSeconds()).isGreaterThan(3);
    }

    @Test
    void aCallGoesOnWhileTheDatabaseIsAway() throws Exception {
        Api api = server().api();
        try (var phone = Telephone.browser(api, AGENT)) {
            phone.hearsTheAgent();
            long postmaster = postmaster();
            kill(postmaster);
            phone.caller().agentSilent(1500).get(60, TimeUnit.SECONDS);
            phone.says(QUESTION);
            phone.hearsTheAgentOut();
            phone.hangsUp();
            awaitReady(api);
            assertThat(postmaster()).as("it was started again").isNotEqualTo(postmaster);
            JsonNode call = api.ended(phone.callId());
            assertThat(call.path("status").asString()).isEqualTo("completed");
            assertThat(words(call, "user")).isNotEmpty();
            assertThat(words(call, "assistant")).hasSizeGreaterThanOrEqualTo(2);
            assertThat(each(call.path("turns_detail"))).hasSizeGreaterThanOrEqualTo(2);
            assertThat(call.path("recording").path("partial").asBoolean()).isFalse();
        }
    }

    @Test
    void aCallerTooManyIsTurnedAwayAndNobodyElse() throws Exception {
        Api api = server().api();
        try (var phone = Telephone.browser(api, AGENT)) {
            phone.hearsTheAgent();
            try (var second = new RawSocket(api.socket("/ws/voice-browser"))) {
                assertThat(second.next("error")).contains("all places are taken");
                assertThat(second.closeCode()).isEqualTo(1013);
            }
            phone.caller().agentSilent(1500).get(60, TimeUnit.SECONDS);
            phone.says("Goodbye.");
            phone.hearsTheAgent();
            phone.notices(CallerEvent.SessionEnded.class);
            JsonNode call = api.ended(phone.callId());
            assertThat(each(call.path("turns_detail")))
                    .noneMatch(turn -> turn.path("interrupted").asBoolean());
        }
        try (var third = new RawSocket(api.socket("/ws/voice-browser"))) {
            assertThat(third.next("session_started"))
                    .as("the place is free again")
                    .contains("call_id");
        }
    }

    @Test
    void aServerToldToStopEndsItsCallsFirst() throws Exception {
        ServerProcess server = server();
        Api api = server.api();
        String id;
        try (var phone = Telephone.browser(api, AGENT)) {
            id = phone.callId();
            phone.hearsTheAgentOut();
            server.terminate();
            awaitDraining(api);
            try (var late = new RawSocket(api.socket("/ws/voice-browser"))) {
                assertThat(late.next("error")).contains("shutting down");
                assertThat(late.closeCode()).isEqualTo(1012);
            }
            phone.hearsTheAgent();
            assertThat(phone.notices(CallerEvent.SessionEnded.class).reason()).isEqualTo("server_stopped");
            phone.notices(CallerEvent.Disconnected.class);
        }
        // 128 + SIGTERM is what the virtual machine says of an orderly end by this signal.
        assertThat(server.awaitEnd()).as("%s", server.printed()).isIn(0, 143);
        assertThat(server.printed())
                .filteredOn(line -> line.startsWith("{"))
                .as("its log is for a machine")
                .map(line -> JsonMapper.shared().readTree(line))
                .anyMatch(line -> line.path("message").asString().startsWith("call " + id + " began")
                        && line.path("log").path("level").asString().equals("INFO"));
        running = null;
        JsonNode call = server().api().ended(id);
        assertThat(call.path("end_reason").asString()).isEqualTo("server_stopped");
        assertThat(call.path("recording").path("partial").asBoolean()).isFalse();
    }

    private long postmaster() throws Exception {
        List<String> lines = Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"));
        return Long.parseLong(lines.getFirst().strip());
    }

    private static void kill(long process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-KILL", Long.toString(process))
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    private static void awaitReady(Api api) throws Exception {
        awaitStatus(api, 200);
    }

    private static void awaitDraining(Api api) throws Exception {
        awaitStatus(api, 503);
    }

    private static void awaitStatus(Api api, int status) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (api.get("/health/ready").statusCode() != status) {
            assertThat(System.nanoTime()).as("%s in time", status).isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
