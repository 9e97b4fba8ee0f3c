package io.antiphon.server;

import static io.antiphon.server.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.io.FileSystemResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator sees of a running server, and the files that a deployment is made of. */
class OperationsTest {
    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final Pattern FIGURE = Pattern.compile("\\b(antiphon|jvm|process|system)_[a-z0-9_]+");

    private final Api api = RunningServer.shared().api();

    @Test
    void showsFiguresToNobodyWithoutTheScope() throws Exception {
        assertThat(api.with("").get("/metrics").statusCode()).isEqualTo(401);
        assertThat(api.with(key("calls:read")).get("/metrics").statusCode()).isEqualTo(403);
        HttpResponse<byte[]> figures = api.with(key("metrics:read")).get("/metrics");
        assertThat(figures.statusCode()).isEqualTo(200);
        assertThat(figures.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
    }

    @Test
    void countsHowCallsEndAndHowLongCallersWait() throws Exception {
        try (var phone = Telephone.browser(api, RunningServer.shared().quietAgent())) {
            for (int asked = 0; asked < 3; asked++) {
                phone.says("How can I ease breathlessness at night?");
                phone.hearsTheAgentOut();
            }
            assertThat(figure("antiphon_calls_running")).isPositive();
            phone.hangsUp();
            api.ended(phone.callId());
        }
        awaitPositive("antiphon_calls_ended_total{agent=\"quiet\",reason=\"user_hangup\"}");
        assertThat(figure("antiphon_voice_to_voice_seconds_count{agent=\"quiet\"}"))
                .isPositive();
        assertThat(figure("antiphon_provider_state{provider=\"sphinx4\"}")).isZero();
    }

    @Test
    void countsCallersWhoAreTurnedAway() throws Exception {
        turnACallerAway();
    }

    private void turnACallerAway() throws Exception {
        try (var socket = new RawSocket(api.socket("/ws/voice-browser?agent_id=nobody-of-this-name"))) {
            assertThat(socket.next("error")).isNotEmpty();
        }
        awaitPositive("antiphon_calls_refused_total{reason=\"unknown_agent\"}");
    }

    @Test
    void listsProvidersAndWhichAreSwitchedOn() throws Exception {
        List<JsonNode> providers = each(api.json("/api/v1/providers").path("providers"));
        assertThat(providers)
                .extracting(provider -> provider.path("name").asString())
                .contains("deepgram", "elevenlabs", "cartesia", "anthropic", "gemini", "openai", "sphinx4", "lector");
        assertThat(providers)
                .filteredOn(provider -> provider.path("configured").asBoolean())
                .allMatch(provider -> provider.path("local").asBoolean());
        assertThat(providers)
                .filteredOn(provider -> provider.path("name").asString().equals("deepgram"))
                .singleElement()
                .extracting(provider -> provider.path("key_variable").asString())
                .isEqualTo("DEEPGRAM_API_KEY");
    }

    @Test
    void saysWhatSwitchesAProviderOn() throws Exception {
        HttpResponse<byte[]> off = api.send("POST", "/api/v1/providers/cartesia/check", "{}", Map.of());
        assertThat(off.statusCode()).isEqualTo(409);
        assertThat(text(off)).contains("CARTESIA_API_KEY");
        assertThat(text(api.send("POST", "/api/v1/providers/lector/check", "{}", Map.of())))
                .contains("\"serves\":true");
        assertThat(api.send("POST", "/api/v1/providers/nobody/check", "{}", Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(api.with(key("agents:read"))
                        .send("POST", "/api/v1/providers/lector/check", "{}", Map.of())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void drawsAndWatchesOnlyFiguresThatThereAre() throws Exception {
        turnACallerAway();
        String scraped = text(api.get("/metrics"));
        // What is counted first when it first happens.
        Set<String> later = Set.of("antiphon_provider_failures_total", "antiphon_calls_ended_total");
        Set<String> missing = figures("grafana/dashboards/antiphon.json", "prometheus/alerts.yml");
        assertThat(missing).hasSizeGreaterThan(10);
        missing.removeIf(name -> later.contains(name) || scraped.contains("\n" + name));
        assertThat(missing)
                .allMatch(name -> name.startsWith("antiphon_voice_to_voice_seconds_"), "of the histogram of answers");
    }

    private static Set<String> figures(String... files) throws Exception {
        Set<String> names = new TreeSet<>();
        for (String file : files) {
            FIGURE.matcher(Files.readString(DEPLOY.resolve(file))).results().forEach(found -> names.add(found.group()));
        }
        return names;
    }

    @Test
    void everyFileOfADeploymentCanBeRead() throws Exception {
        try (Stream<Path> files = Files.walk(DEPLOY)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (name.matches(".*\\.ya?ml")) {
                    assertThat(yaml(file).propertyNames()).as(name).isNotEmpty();
                } else if (name.endsWith(".json")) {
                    assertThat(JsonMapper.shared()
                                    .readTree(Files.readString(file))
                                    .isObject())
                            .as(name)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void composeNamesOnlyWhatThereIs() throws Exception {
        JsonNode compose = yaml(DEPLOY.resolve("compose.yaml"));
        compose.path("services").forEachEntry((name, service) -> {
            assertThat(service.path("image").asString()).as(name).isNotEmpty();
            for (JsonNode volume : service.path("volumes")) {
                String source = volume.asString().split(":", 2)[0];
                assertThat(
                                source.startsWith(".")
                                        ? Files.exists(DEPLOY.resolve(source))
                                        : compose.path("volumes").has(source))
                        .as(source)
                        .isTrue();
            }
        });
        assertThat(compose.at("/services/antiphon/environment").propertyNames())
                .isNotEmpty()
                .isSubsetOf(settings());
    }

    @Test
    void theImageCopiesWhatTheBuildMakesAndSetsWhatTheServerReads() throws Exception {
        List<String> lines = Files.readAllLines(DEPLOY.resolve("Dockerfile"));
        assertThat(lines.stream().filter(line -> line.matches("[A-Z]+ .*")))
                .allMatch(line -> line.matches("(FROM|COPY|RUN|WORKDIR|USER|ENV|VOLUME|EXPOSE|STOPSIGNAL|HEALTHCHECK"
                        + "|ENTRYPOINT|CMD) .*"));
        assertThat(lines).anyMatch(line -> line.startsWith("COPY --from=build /src/server/target/antiphon/lib "));
        Set<String> known = settings();
        Pattern set = Pattern.compile("(?:^ENV|^ +)\\s*([A-Z_]+)=");
        assertThat(lines.stream()
                        .map(set::matcher)
                        .filter(matcher -> matcher.find())
                        .map(matcher -> matcher.group(1))
                        .filter(name -> !name.equals("JAVA_TOOL_OPTIONS")))
                .isNotEmpty()
                .allMatch(known::contains);
        assertThat(lines.getLast()).isEqualTo("CMD [\"up\"]");
    }

    /** All that {@code .env.example} tells of. */
    private static Set<String> settings() throws Exception {
        return Files.readAllLines(Path.of("..", ".env.example")).stream()
                .filter(line -> line.matches("# [A-Z_]+=.*"))
                .map(line -> line.substring(2, line.indexOf('=')))
                .collect(Collectors.toSet());
    }

    private static JsonNode yaml(Path file) {
        var reader = new YamlMapFactoryBean();
        reader.setResources(new FileSystemResource(file));
        return JsonMapper.shared().valueToTree(reader.getObject());
    }

    private double figure(String name) throws Exception {
        return text(api.get("/metrics"))
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(-1);
    }

    private void awaitPositive(String name) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (figure(name) <= 0) {
            assertThat(System.nanoTime()).as("%s in time", name).isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private String key(String scope) throws Exception {
        HttpResponse<byte[]> made =
                api.send("POST", "/api/v1/keys", "{\"name\":\"watch\",\"scopes\":[\"" + scope + "\"]}", Map.of());
        return JsonMapper.shared().readTree(made.body()).path("secret").asString();
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
