package io.antiphon.control.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.antiphon.control.storage.Database;
import io.antiphon.control.storage.StorageFailure;
import io.antiphon.control.storage.TestPostgres;
import io.antiphon.ports.journal.JournalEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalsTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path data;

    private final Database database = TestPostgres.database();
    private final UUID org = TestPostgres.organisation(database);
    private final Calls calls = new Calls(database.tenancy(), InstantSource.system(), "test");
    private @Nullable Journals started;

    @BeforeEach
    void open() {
        started = start();
    }

    @AfterEach
    void close() {
        journals().close();
    }

    private Journals start() {
        return Journals.start(spool(), recordings(), database, InstantSource.system());
    }

    private Journals journals() {
        return Objects.requireNonNull(started);
    }

    @Test
    void bringsEverythingIntoTheDatabase() throws Exception {
        var call = calls.start(Talk.browserCall(org));
        var journal = journals().open(call, true);
        journal.event(Talk.event(0));
        journal.transcript(Talk.agent(0, "Hello.", 0, 40));
        for (int tick = 0; tick < 100; tick++) {
            journal.sound(Talk.level(8000, tick), tick % 2 == 0 ? Talk.level(8000, -tick) : null);
        }
        journal.transcript(Talk.caller(1, "When do you open?", 50, 90));
        journal.turn(Talk.turn(1, 640));
        assertThat(journals().settle(SOON)).isTrue();
        assertThat(detail(call).call().status()).isEqualTo("in-progress");

        journal.ended("user_ended", 100);
        assertThat(journals().settle(SOON)).isTrue();

        var detail = detail(call);
        assertThat(detail.call().status()).isEqualTo("completed");
        assertThat(detail.call().endReason()).isEqualTo("user_ended");
        assertThat(detail.call().durationSeconds()).isEqualTo(2);
        assertThat(detail.call().turns()).isEqualTo(1);
        assertThat(detail.call().voiceToVoiceMs()).isEqualTo(new CallView.Spread(640, 640));
        assertThat(detail.transcript())
                .extracting(CallDetail.Line::role, CallDetail.Line::content, CallDetail.Line::confidence)
                .containsExactly(tuple("assistant", "Hello.", null), tuple("user", "When do you open?", 0.9));
        assertThat(detail.transcript().getFirst().endMs()).isEqualTo(800);
        assertThat(detail.turnsDetail().getFirst().latency())
                .isEqualTo(new CallDetail.Wait(100, 20, 5, 60, 10, 640, null));
        assertThat(detail.recording()).isNotNull();
        assertThat(calls.recording(org, call.id())).hasValueSatisfying(file -> {
            assertThat(file.seconds()).isEqualTo(2);
            assertThat(file.partial()).isFalse();
        });
        assertThat(calls.events(org, call.id(), -1, 10)).hasSize(1);
        assertThat(journals().figures()).isEqualTo(new JournalFigures(0, 0, 0, 0, 0, false));
        assertThat(spool().resolve(call.id() + ".journal")).doesNotExist();
    }

    @Test
    void keepsTheOrderOfACallOverManyBatches() throws Exception {
        var call = calls.start(Talk.browserCall(org));
        var journal = journals().open(call, false);
        for (int tick = 0; tick < 20_000; tick++) {
            journal.event(Talk.event(tick));
        }
        assertThat(journals().settle(SOON)).isTrue();
        var ticks = calls.events(org, call.id(), -1, 30_000).stream()
                .map(numbered -> numbered.event().tick())
                .toList();
        assertThat(ticks).hasSize(20_000).isSorted();
    }

    @Test
    void bringsTheRowOfACallThatBeganWithoutTheDatabase() throws Exception {
        var now = Instant.now();
        var call = new OpenCall(
                CallId.at(now), org, null, "twilio", NewCall.Direction.INBOUND, "+15550100", "CA1", "test", now);
        journals().open(call, false).transcript(Talk.caller(1, "Anybody there?", 0, 10));
        assertThat(journals().settle(SOON)).isTrue();
        assertThat(detail(call).call().callerNumber()).isEqualTo("+15550100");
        assertThat(detail(call).transcript()).hasSize(1);
    }

    @Test
    void keepsWhatAPlainTextColumnWouldRefuse() throws Exception {
        var call = calls.start(Talk.browserCall(org));
        var journal = journals().open(call, false);
        journal.event(Talk.event(1));
        journal.event(new JournalEvent(2, 2, "quoted", Map.of("a", "not {json\\")));
        journal.event(new JournalEvent(3, 3, "nul", Map.of("a", "\u0000")));
        journal.transcript(Talk.caller(1, "before\u0000after", 0, 10));
        journal.event(Talk.event(4));
        assertThat(journals().settle(SOON)).isTrue();
        assertThat(calls.events(org, call.id(), -1, 10))
                .extracting(numbered -> numbered.event().tick())
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(detail(call).transcript().getFirst().content()).isEqualTo("before\ufffdafter");
        assertThat(journals().figures().refusedLines()).isZero();
    }

    @Test
    void aFullDiskStopsNeitherTheCallNorItsJournal() throws Exception {
        var call = calls.start(Talk.browserCall(org));
        Files.createSymbolicLink(spool().resolve(call.id() + ".journal"), Path.of("/dev/full"));
        var journal = journals().open(call, false);
        journal.transcript(Talk.caller(1, "Still here", 0, 10));
        journal.ended("user_ended", 50);
        assertThat(journals().settle(SOON)).isTrue();
        assertThat(detail(call).transcript()).hasSize(1);
        assertThat(detail(call).call().status()).isEqualTo("completed");
        assertThat(journals().figures().brokenSpools()).isEqualTo(1);
        assertThat(journals().figures().lostLines()).isZero();
    }

    @Test
    void aFullDiskEndsTheRecordingAndNotTheCall() throws Exception {
        var call = calls.start(Talk.browserCall(org));
        Path wav = recordings().file(recordings().open(call, 8000).finish().path());
        Files.delete(wav);
        Files.createSymbolicLink(wav, Path.of("/dev/full"));
        var journal = journals().open(call, true);
        journal.sound(Talk.level(8000, 1), null);
        journal.transcript(Talk.caller(1, "Go on", 0, 10));
        journal.ended("user_ended", 50);
        assertThat(journals().settle(SOON)).isTrue();
        assertThat(detail(call).transcript()).hasSize(1);
        assertThat(detail(call).call().status()).isEqualTo("completed");
        assertThat(journals().figures().cutRecordings()).isEqualTo(1);
    }

    @Test
    void endsTheCallsOfAnEarlierRunAndDeliversThemOnce() throws Exception {
        var call = calls.start(Talk.browserCall(org));
        var journal = journals().open(call, true);
        journal.transcript(Talk.caller(1, "I was saying", 10, 60));
        for (int tick = 0; tick < 150; tick++) {
            journal.sound(Talk.level(8000, 7), null);
        }
        assertThat(journals().settle(SOON)).isTrue();
        Path file = spool().resolve(call.id() + ".journal");
        assertThat(file).isNotEmptyFile();
        journals().close();
        // As a crash in the middle of a write leaves it.
        Files.write(file, "{\"seq\":99,\"ent".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);

        started = start();
        assertThat(journals().settle(SOON)).isTrue();
        assertThat(file).doesNotExist();
        var detail = detail(call);
        assertThat(detail.transcript()).hasSize(1);
        assertThat(detail.call().status()).isEqualTo("completed");
        assertThat(detail.call().endReason()).isEqualTo("server_stopped");
        assertThat(detail.call().durationSeconds()).isEqualTo(3);
        assertThat(calls.recording(org, call.id())).hasValueSatisfying(recording -> {
            assertThat(recording.seconds()).isEqualTo(3);
            assertThat(recording.partial()).isTrue();
        });
    }

    @Test
    void refusesASecondServerOnTheSameSpool() {
        assertThatThrownBy(this::start)
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining("another server already uses");
    }

    private CallDetail detail(OpenCall call) {
        return calls.find(org, call.id()).orElseThrow();
    }

    private Path spool() {
        return data.resolve("spool");
    }

    private Recordings recordings() {
        return new Recordings(data.resolve("recordings"));
    }
}
