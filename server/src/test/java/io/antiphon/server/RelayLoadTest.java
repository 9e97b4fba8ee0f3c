package io.antiphon.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.lines.caller.Caller;
import io.antiphon.lines.caller.Dialler;
import io.antiphon.lines.caller.TwilioStart;
import io.antiphon.testkit.openai.realtime.RealtimeSimulator;
import io.antiphon.testkit.openai.realtime.Reply;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the server adds between a carrier and a speech-to-speech model: Twilio streams and an OpenAI Realtime of ours, over
 * real sockets, and the real server, with its database, in a process of its own. Prints its figures; run it alone:
 *
 * <pre>mvn -pl server -am verify -Dserver.excludedGroups= -Dgroups=load -Dtest=RelayLoadTest -Drelay.calls=20 -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
@Tag("load")
class RelayLoadTest {
    private static final int CALLS = Integer.getInteger("relay.calls", 20);
    private static final int SECONDS = Integer.getInteger("relay.seconds", 60);
    private static final long APART_NANOS = 1_000_000L * Integer.getInteger("relay.apart", 300);
    private static final int WARM_UP_SECONDS = Integer.getInteger("relay.warmup", 15);
    private static final int ALONE_SECONDS = 5;
    private static final int PAIRS_BESIDE = 5;
    private static final String KEY = "good-0123456789";
    private static final String ANSWER = "Raise the head of the bed and open the window and let somebody sit with you.";
    private static final List<String> QUESTIONS = List.of(
            "my mother has been short of breath since early this morning and nothing has helped",
            "he takes the small white tablet after every meal but the pain still comes back",
            "the doctor in the village told us to ask you how much water she should drink");

    @TempDir
    Path folder;

    @Test
    void addsLittleBetweenCarrierAndModel() throws Exception {
        RelayFigures alone = alone();
        RelayFigures beside;
        var figures = new RelayFigures();
        var watch = new RelayWatch(figures);
        List<short[]> speeches = new ArrayList<>();
        for (String question : QUESTIONS) {
            speeches.add(Speech.of(question, RelayCaller.RATE));
        }
        try (var vendor = RealtimeSimulator.start(KEY, () -> new Reply.Words(ANSWER), watch);
                var server = ServerProcess.startAsShipped(
                        folder.resolve("data"),
                        Map.of(
                                "OPENAI_API_KEY",
                                KEY,
                                "OPENAI_REALTIME_BASE_URL",
                                vendor.baseUrl().toString()));
                var dialler = new Dialler(false);
                var echo = new LoopbackEcho(PAIRS_BESIDE)) {
            beside = echo.figures();
            makeAgent(server.api());
            List<Caller> callers = new ArrayList<>();
            for (int number = 0; number < CALLS; number++) {
                Caller caller = dialler.twilio(
                                server.api().bareSocket("/ws/voice-twilio"),
                                Map.of(),
                                new TwilioStart("MZ" + number, "CA" + number, Map.of("agent", "relay")))
                        .get(60, TimeUnit.SECONDS);
                caller.become(new RelayCaller(speeches, figures, watch, number));
                callers.add(caller);
                // A server that has just started compiles while it serves: calls come one after the other.
                LockSupport.parkNanos(APART_NANOS);
            }
            rest(WARM_UP_SECONDS);
            figures.open();
            beside.open();
            rest(SECONDS);
            figures.close();
            beside.close();
            callers.forEach(Caller::hangUp);
            // An answer may be over just when it is cut.
            assertThat(vendor.door().log().told().stream()
                            .filter(text -> text.contains("\"type\":\"error\""))
                            .filter(text -> !text.contains("response_cancel_not_active")))
                    .isEmpty();
        }
        System.out.printf("%d calls, %d s, load average %.1f%n", CALLS, SECONDS, load());
        System.out.println("caller to vendor:     " + figures.up);
        System.out.println("vendor to caller:     " + figures.down);
        System.out.println("bare echo beside it:  " + beside.up);
        System.out.println("bare echo before it:  " + alone.up);
        System.out.println("truncation error:     " + figures.truncation);
        System.out.println("answers missed:       " + figures.missed);
        assertThat(figures.up.sorted().length).as("frames relayed").isGreaterThan(CALLS * SECONDS);
        assertThat(figures.truncation.at(1)).as("truncation error, ms").isLessThanOrEqualTo(20);
    }

    private static RelayFigures alone() throws IOException {
        try (var echo = new LoopbackEcho(CALLS)) {
            echo.figures().open();
            rest(ALONE_SECONDS);
            echo.figures().close();
            return echo.figures();
        }
    }

    private static void makeAgent(Api api) throws Exception {
        var made = api.send(
                "POST",
                "/api/v1/agents",
                "{\"name\": \"relay\", \"display_name\": \"Relay\", \"language\": \"en\","
                        + " \"system_prompt\": \"You answer briefly.\", \"llm_model\": \"openai-realtime\"}",
                Map.of());
        assertThat(made.statusCode())
                .as(new String(made.body(), StandardCharsets.UTF_8))
                .isEqualTo(201);
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static void rest(int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
