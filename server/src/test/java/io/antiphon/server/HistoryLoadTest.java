package io.antiphon.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.server.load.History;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * How fast calls are listed, read and searched with a long past: the real server in a process of its own, requests at a
 * fixed rate whether answers come or not, each measured from when it was due. Prints its figures; run it alone:
 *
 * <pre>mvn -pl server -am verify -Dserver.excludedGroups= -Dgroups=load -Dtest=HistoryLoadTest -Dsurefire.failIfNoSpecifiedTests=false</pre>
 *
 * Writing the past takes minutes: {@code -Dhistory.data=FOLDER} keeps it there for the next time.
 */
@Tag("load")
class HistoryLoadTest {
    private static final int CALLS = Integer.getInteger("history.calls", 100_000);
    private static final int SECONDS = 20;
    private static final int WARM_UP_SECONDS = 30;
    private static final int ONE_BY_ONE = 100;

    private final AtomicInteger wrong = new AtomicInteger();

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void listsReadsAndSearchesALongPast() throws Exception {
        Path data = Path.of(
                System.getProperty("history.data", folder.resolve("data").toString()));
        try (var server = ServerProcess.start(data, Map.of())) {
            var history = new History(data, text());
            if (history.isEmpty()) {
                long began = System.nanoTime();
                history.add(CALLS);
                System.out.printf("written in %d s%n", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
            }
            System.out.println(history.size());
            Api api = unlimited(server.api());
            List<String> ids = ids(api);
            var random = RandomGenerator.of("L64X128MixRandom");
            List<String> words = history.words();
            List<String> longer =
                    words.stream().filter(word -> word.length() > 3).toList();
            List<String> lists = lists(api);

            IntFunction<String> reads = i -> "/api/v1/calls/" + ids.get(random.nextInt(ids.size()));
            IntFunction<String> listsAndReads =
                    i -> i % 2 == 0 ? lists.get(random.nextInt(lists.size())) : reads.apply(i);
            List<IntFunction<String>> searches = List.of(
                    i -> words.get(random.nextInt(20)),
                    i -> words.get(50 + random.nextInt(200)),
                    i -> words.get(words.size() - 1 - random.nextInt(500)),
                    i -> words.get(random.nextInt(100)) + "%20" + words.get(100 + random.nextInt(500)),
                    i -> "%22" + words.get(random.nextInt(30)) + "%20" + words.get(random.nextInt(30)) + "%22",
                    i -> longer.get(300 + random.nextInt(500)).substring(0, 3),
                    i -> words.get(random.nextInt(200)) + "&status=failed&interrupted=true",
                    i -> words.get(random.nextInt(200)) + "&from="
                            + Instant.now().minus(Duration.ofDays(90)) + "&min_seconds=300");
            List<String> names = List.of(
                    "very frequent word",
                    "frequent word",
                    "rare word",
                    "two words",
                    "phrase",
                    "beginning of words",
                    "with filters",
                    "with a time");
            IntFunction<String> search =
                    i -> found(searches.get(i % searches.size()).apply(i));
            warmUp(api, i -> i % 3 == 0 ? search.apply(i / 3) : listsAndReads.apply(i));

            oneByOne(api, "health", i -> "/health");
            for (String list : lists) {
                String named = list.replaceFirst("before=.*", "a later page").replaceFirst(".*limit=50", "list ");
                oneByOne(api, named, i -> list);
            }
            oneByOne(api, "read", reads);
            for (int k = 0; k < searches.size(); k++) {
                var one = searches.get(k);
                oneByOne(api, "search: " + names.get(k), i -> found(one.apply(i)));
            }
            oneByOne(api, "waits of 14 days", i -> "/api/v1/calls/waits?days=14");
            oneByOne(api, "health, again", i -> "/health");

            atARate(api, "health", 200, 10, i -> "/health");
            atARate(api, "list and read, at first", 200, 10, listsAndReads);
            double[] both = atARate(api, "list and read", 200, SECONDS, listsAndReads);
            atARate(api, "health, again", 200, 10, i -> "/health");
            double[] all = atARate(api, "search", 20, SECONDS, search);
            atARate(api, "health, at last", 200, 10, i -> "/health");
            assertThat(wrong).as("answers that were none").hasValue(0);
            assertThat(both[1]).as("p95 of list and read, ms").isLessThanOrEqualTo(20);
            assertThat(all[1]).as("p95 of search, ms").isLessThanOrEqualTo(100);
        }
    }

    private static String text() {
        return Stream.of(
                        "breathlessness.md", "morphine.md", "nausea-and-vomiting.md", "pain.md", "sleep.md", "fever.md")
                .map(name -> new String(Samples.document(name), StandardCharsets.UTF_8))
                .collect(Collectors.joining(" "));
    }

    private static String found(String query) {
        return "/api/v1/calls?q=" + escaped(query);
    }

    private static String escaped(String query) {
        return query.codePoints()
                .mapToObj(point -> point < 128
                        ? Character.toString(point)
                        : URLEncoder.encode(Character.toString(point), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    private static Api unlimited(Api api) throws Exception {
        var made = api.send(
                "POST",
                "/api/v1/keys",
                "{\"name\": \"load\", \"scopes\": [\"calls:read\"], \"requests_per_minute\": 100000}",
                Map.of());
        assertThat(made.statusCode())
                .as(new String(made.body(), StandardCharsets.UTF_8))
                .isEqualTo(201);
        return api.with(JsonMapper.shared().readTree(made.body()).path("secret").asString());
    }

    /** Calls of all times: what comes first of every tenth day. */
    private static List<String> ids(Api api) throws Exception {
        var ids = new ArrayList<String>();
        for (int days = 0; days < 180; days += 2) {
            var to = Instant.now().minus(Duration.ofDays(days));
            api.json("/api/v1/calls?limit=40&to=" + to)
                    .path("calls")
                    .forEach(call -> ids.add(call.path("id").asString()));
        }
        return ids;
    }

    private static List<String> lists(Api api) throws Exception {
        var lists = new ArrayList<String>();
        String middle = api.json("/api/v1/calls?limit=50&to=" + Instant.now().minus(Duration.ofDays(120)))
                .path("next")
                .asString("");
        lists.add("/api/v1/calls?limit=50&before=" + middle);
        for (String filter : List.of(
                "",
                "&status=failed",
                "&direction=outbound",
                "&interrupted=true",
                "&agent=palli-sahayak",
                "&channel=browser",
                "&error=true",
                "&min_seconds=320",
                "&caller=%2B919800000037",
                "&caller=0000037",
                "&from=" + Instant.now().minus(Duration.ofDays(91)) + "&to="
                        + Instant.now().minus(Duration.ofDays(90)))) {
            String first = "/api/v1/calls?limit=50" + filter;
            lists.add(first);
            String next = api.json(first).path("next").asString("");
            if (!next.isEmpty()) {
                lists.add(first + "&before=" + next);
            }
        }
        return lists;
    }

    private static boolean answers(Api api, String path) {
        try {
            return api.get(path).statusCode() == 200;
        } catch (IOException broken) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Until the server's code is compiled, as that of a server which has run for a while is. */
    private static void warmUp(Api api, IntFunction<String> path) {
        long began = System.nanoTime();
        for (int i = 0; System.nanoTime() - began < TimeUnit.SECONDS.toNanos(WARM_UP_SECONDS); i++) {
            answers(api, path.apply(i));
        }
    }

    /** How long the requests take when none waits for another: also on a machine that is busy with other things. */
    private void oneByOne(Api api, String what, IntFunction<String> path) {
        double[] times = new double[ONE_BY_ONE];
        for (int i = 0; i < times.length; i++) {
            String asked = path.apply(i);
            long began = System.nanoTime();
            ask(api, asked);
            times[i] = (System.nanoTime() - began) / 1e6;
        }
        tell(what, "one by one", times);
    }

    /** Requests that come whether those before are answered or not, each measured from when it was due. */
    private double[] atARate(Api api, String what, int rate, int seconds, IntFunction<String> path) {
        var times = new ConcurrentLinkedQueue<Double>();
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            long start = System.nanoTime();
            for (int i = 0; i < rate * seconds; i++) {
                long due = start + TimeUnit.SECONDS.toNanos(i) / rate;
                String asked = path.apply(i);
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                workers.execute(() -> {
                    ask(api, asked);
                    times.add((System.nanoTime() - due) / 1e6);
                });
            }
        }
        double[] taken = times.stream().mapToDouble(Double::doubleValue).toArray();
        return tell(what, rate + "/s", taken);
    }

    private void ask(Api api, String path) {
        if (!answers(api, path)) {
            wrong.incrementAndGet();
        }
    }

    /** Milliseconds that half, 95 and 99 in 100, and all of the requests did not exceed. */
    private double[] tell(String what, String how, double[] times) {
        double[] sorted = Arrays.stream(times).sorted().toArray();
        double[] shown = Arrays.stream(new double[] {0.5, 0.95, 0.99, 1})
                .map(share -> sorted[(int) Math.ceil(sorted.length * share) - 1])
                .toArray();
        System.out.printf(
                "%-40s %10s: p50 %6.1f  p95 %6.1f  p99 %6.1f  max %6.1f ms, %d answers, %d wrong, load %.1f%n",
                what,
                how,
                shown[0],
                shown[1],
                shown[2],
                shown[3],
                sorted.length,
                wrong.get(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        return shown;
    }
}
