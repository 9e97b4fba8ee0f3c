package io.antiphon.control.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.control.organisations.Organisations;
import io.antiphon.control.storage.Database;
import io.antiphon.control.storage.DatabaseAddress;
import io.antiphon.control.storage.EmbeddedPostgres;
import io.antiphon.control.storage.TestPostgres;
import io.antiphon.control.webhooks.Outbox;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of calls when database or server go away under them. */
class DatabaseAwayTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String LAST_WORDS = "these are my last words";

    @TempDir
    Path data;

    @Test
    void losesNothingWhileTheDatabaseIsAway() throws Exception {
        var server = startServer();
        try (var database = Database.open(server.address())) {
            UUID org = TestPostgres.organisation(database);
            var calls = new Calls(database.tenancy(), InstantSource.system(), "main");
            try (var journals = Journals.start(spool(), recordings(), database, InstantSource.system())) {
                var call = calls.start(Talk.browserCall(org));
                var journal = journals.open(call, false);
                journal.transcript(Talk.caller(1, "first", 0, 10));
                assertThat(journals.settle(SOON)).isTrue();

                server.close();
                journal.transcript(Talk.caller(2, "second", 20, 30));
                for (int tick = 0; tick < 500; tick++) {
                    journal.event(Talk.event(tick));
                }
                var begunWithout = calls.start(Talk.browserCall(org));
                var other = journals.open(begunWithout, false);
                other.transcript(Talk.caller(1, "hello?", 0, 10));
                other.ended("user_ended", 20);
                awaitAway(journals);
                assertThat(journals.settle(Duration.ofMillis(200))).isFalse();
                assertThat(journals.figures().waitingBytes()).isPositive();
                journal.ended("user_ended", 600);

                server = startServer();
                assertThat(journals.settle(SOON)).isTrue();
                assertThat(words(calls, org, call.id())).containsExactly("first", "second");
                assertThat(calls.events(org, call.id(), -1, 1_000)).hasSize(500);
                assertThat(words(calls, org, begunWithout.id())).containsExactly("hello?");
                assertThat(journals.figures()).isEqualTo(new JournalFigures(0, 0, 0, 0, 0, false));
            }
        } finally {
            server.close();
        }
    }

    @Test
    void losesNothingWhenItIsKilledWhileTheDatabaseIsAway() throws Exception {
        var server = startServer();
        Process program = child(server.address());
        UUID call;
        try (var out = new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8));
                var in = new PrintWriter(
                        new OutputStreamWriter(program.getOutputStream(), StandardCharsets.UTF_8), true)) {
            call = UUID.fromString(Objects.requireNonNull(out.readLine()));
            server.close();
            in.println("go on");
            awaitInFile(spool().resolve(call + ".journal"), LAST_WORDS);
        } finally {
            program.destroyForcibly().waitFor();
            server.close();
        }

        server = startServer();
        try (var database = Database.open(server.address())) {
            UUID org = new Organisations(database.tenancy()).first();
            var calls = new Calls(database.tenancy(), InstantSource.system(), "main");
            try (var journals = Journals.start(spool(), recordings(), database, InstantSource.system())) {
                assertThat(journals.settle(SOON)).isTrue();
            }
            assertThat(words(calls, org, call)).containsExactly("with database", LAST_WORDS);
            var detail = calls.find(org, call).orElseThrow();
            assertThat(detail.call().status()).isEqualTo("completed");
            assertThat(detail.call().endReason()).isEqualTo(Orphans.REASON);
            assertThat(calls.recording(org, call))
                    .hasValueSatisfying(file -> assertThat(file.seconds()).isEqualTo(10));
            assertThat(new Orphans(
                                    database.tenancy(),
                                    new Organisations(database.tenancy()),
                                    recordings(),
                                    new Outbox(database.tenancy(), InstantSource.system()),
                                    "main")
                            .end())
                    .isZero();
        } finally {
            server.close();
        }
    }

    /** Run as a program of its own: leads a call, goes on when told that the database is away, and waits to be killed. */
    static final class Program {
        public static void main(String[] arguments) throws Exception {
            var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            var address = new DatabaseAddress(
                    in.readLine(),
                    new DatabaseAddress.Login("antiphon", in.readLine()),
                    new DatabaseAddress.Login("antiphon_app", in.readLine()));
            var database = Database.open(address);
            UUID org = new Organisations(database.tenancy()).first();
            Path data = Path.of(arguments[0]);
            var journals = Journals.start(
                    data.resolve("spool"),
                    new Recordings(data.resolve("recordings")),
                    database,
                    InstantSource.system());
            var call = new Calls(database.tenancy(), InstantSource.system(), "main").start(Talk.browserCall(org));
            var journal = journals.open(call, true);
            journal.transcript(Talk.caller(1, "with database", 0, 10));
            for (int tick = 0; tick < 500; tick++) {
                journal.sound(Talk.level(8000, 3), null);
            }
            journals.settle(SOON);
            System.out.println(call.id());
            in.readLine();
            journal.transcript(Talk.caller(2, LAST_WORDS, 20, 30));
            in.readLine();
        }
    }

    private Process child(DatabaseAddress address) throws Exception {
        var process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        data.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var in = process.getOutputStream();
        in.write((address.url() + "\n"
                        + Objects.requireNonNull(address.owner()).password() + "\n"
                        + Objects.requireNonNull(address.application()).password() + "\n")
                .getBytes(StandardCharsets.UTF_8));
        in.flush();
        return process;
    }

    private static void awaitAway(Journals journals) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!journals.figures().databaseAway()) {
            assertThat(System.nanoTime()).as("it is noticed in time").isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static void awaitInFile(Path file, String words) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!Files.readString(file).contains(words)) {
            assertThat(System.nanoTime()).as("the words are spooled in time").isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static List<String> words(Calls calls, UUID org, UUID call) {
        return calls.find(org, call).orElseThrow().transcript().stream()
                .map(CallDetail.Line::content)
                .toList();
    }

    private EmbeddedPostgres startServer() throws InterruptedException {
        return TestPostgres.start(data.resolve("postgres"));
    }

    private Path spool() {
        return data.resolve("spool");
    }

    private Recordings recordings() {
        return new Recordings(data.resolve("recordings"));
    }
}
