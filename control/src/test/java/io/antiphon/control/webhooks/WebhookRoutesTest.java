package io.antiphon.control.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.control.api.Failures;
import io.antiphon.control.api.Idempotency;
import io.antiphon.control.audit.Actor;
import io.antiphon.control.audit.AuditLog;
import io.antiphon.control.storage.Database;
import io.antiphon.control.storage.Tenancy;
import io.antiphon.control.storage.TestPostgres;
import io.antiphon.control.vault.MasterKey;
import io.antiphon.control.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Webhooks over HTTP. */
class WebhookRoutesTest {
    private static final String PATH = "/api/v1/webhooks";
    private static final String GOOD =
            "{\"url\":\"https://a.example/h?t=s3cret\",\"events\":[\"call.failed\",\"call.ended\",\"call.ended\"]}";

    private final Database database = TestPostgres.database();
    private final Tenancy tenancy = database.tenancy();
    private final UUID org = TestPostgres.organisation(database);
    private final InstantSource clock = InstantSource.system();
    private final AuditLog audit = new AuditLog(tenancy, clock, () -> Actor.SYSTEM);
    private final Webhooks webhooks =
            new Webhooks(tenancy, new Secrets(new Vault(new MasterKey(new byte[MasterKey.BYTES]))), audit, clock);
    private final MockMvc web = web(org);

    private MockMvc web(UUID whose) {
        return MockMvcBuilders.standaloneSetup(new WebhookRoutes(
                        () -> whose,
                        webhooks,
                        new Deliveries(tenancy, webhooks, audit, clock),
                        new Idempotency(tenancy),
                        audit))
                .setControllerAdvice(new Failures())
                .build();
    }

    private MockHttpServletResponse send(String method, String path, @Nullable String body) throws Exception {
        return send(method, path, body, null);
    }

    private MockHttpServletResponse send(String method, String path, @Nullable String body, @Nullable String once)
            throws Exception {
        var request = MockMvcRequestBuilders.request(HttpMethod.valueOf(method), path);
        if (body != null) {
            request.contentType("application/json").content(body);
        }
        if (once != null) {
            request.header("Idempotency-Key", once);
        }
        return web.perform(request).andReturn().getResponse();
    }

    private JsonNode json(int status, MockHttpServletResponse response) throws Exception {
        assertThat(response.getStatus()).as(response.getContentAsString()).isEqualTo(status);
        return JsonMapper.shared().readTree(response.getContentAsString(StandardCharsets.UTF_8));
    }

    private JsonNode make() throws Exception {
        return json(201, send("POST", PATH, GOOD));
    }

    @Test
    void showsTheSecretWhenItIsMadeAndNeverAgain() throws Exception {
        JsonNode made = make();
        String secret = made.path("secret").asString();
        assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(made.path("events").toString()).isEqualTo("[\"call.ended\",\"call.failed\"]");
        assertThat(made.path("last_delivery").isNull()).isTrue();
        String path = PATH + "/" + made.path("id").asString();
        JsonNode read = json(200, send("GET", path, null));
        assertThat(read.propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "url", "description", "events", "is_active", "created_at", "updated_at", "last_delivery");
        assertThat(json(200, send("GET", PATH, null)).path("webhooks").get(0)).isEqualTo(read);
        String fresh =
                json(200, send("POST", path + "/rotate", null)).path("secret").asString();
        assertThat(fresh).isNotEqualTo(secret);
        assertThat(rows("select secret from webhooks", "select former_secret from webhooks"))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row).doesNotContain(secret.substring(6), fresh.substring(6)));
    }

    private List<String> rows(String... queries) {
        List<String> rows = new ArrayList<>();
        for (String query : queries) {
            rows.addAll(tenancy.within(
                    org,
                    sql -> sql.sql(query)
                            .query((row, number) -> new String(row.getBytes(1), StandardCharsets.ISO_8859_1))
                            .list()));
        }
        return rows;
    }

    @Test
    void makesOneOnceAndKeepsNoSecretOfIt() throws Exception {
        JsonNode made = json(201, send("POST", PATH, GOOD, "once"));
        MockHttpServletResponse again = send("POST", PATH, GOOD, "once");
        assertThat(again.getHeader("Idempotent-Replayed")).isEqualTo("true");
        assertThat(json(201, again)).isEqualTo(made);
        assertThat(json(200, send("GET", PATH, null)).path("webhooks").size()).isOne();
        assertThat(rows("select body::bytea from idempotency_keys"))
                .singleElement()
                .asString()
                .contains("call.ended")
                .doesNotContain("whsec_");
    }

    @Test
    void changesWhatIsNamedAndLogsItWithoutTheAddress() throws Exception {
        String path = PATH + "/" + make().path("id").asString();
        JsonNode changed = json(200, send("PATCH", path, "{\"description\":\"Tickets\",\"is_active\":false}"));
        assertThat(changed.path("is_active").asBoolean()).isFalse();
        assertThat(changed.path("description").asString()).isEqualTo("Tickets");
        assertThat(changed.path("url").asString()).isEqualTo("https://a.example/h?t=s3cret");
        assertThat(json(409, send("POST", path + "/test", null))
                        .at("/error/field")
                        .asString())
                .isEqualTo("is_active");
        send("PATCH", path, "{\"is_active\":true}");
        JsonNode test = json(202, send("POST", path + "/test", null));
        assertThat(test.path("event").asString()).isEqualTo("webhook.test");
        assertThat(test.path("status").asString()).isEqualTo("pending");
        assertThat(json(200, send("GET", path, null))
                        .at("/last_delivery/status")
                        .asString())
                .isEqualTo("pending");
        send("POST", path + "/rotate", null);
        assertThat(send("DELETE", path, null).getStatus()).isEqualTo(204);
        assertThat(send("GET", path, null).getStatus()).isEqualTo(404);
        List<String> log = tenancy.within(
                org,
                sql -> sql.sql("select action || ' ' || details from audit_log order by seq")
                        .query(String.class)
                        .list());
        assertThat(log)
                .containsExactly(
                        "webhook.created {\"host\":\"a.example\"}",
                        "webhook.changed {\"host\":\"a.example\"}",
                        "webhook.changed {\"host\":\"a.example\"}",
                        "webhook.tested {}",
                        "webhook.rotated {\"host\":\"a.example\"}",
                        "webhook.deleted {\"host\":\"a.example\"}");
    }

    @Test
    void listsDeliveriesPageByPage() throws Exception {
        String path = PATH + "/" + make().path("id").asString();
        for (int i = 0; i < 3; i++) {
            send("POST", path + "/test", null);
        }
        JsonNode first = json(200, send("GET", path + "/deliveries?limit=2", null));
        assertThat(first.path("deliveries").size()).isEqualTo(2);
        JsonNode rest = json(
                200,
                send(
                        "GET",
                        path + "/deliveries?limit=2&before="
                                + first.path("next").asString(),
                        null));
        assertThat(rest.path("deliveries").size()).isOne();
        assertThat(rest.path("next").isNull()).isTrue();
        String oldest = rest.at("/deliveries/0/id").asString();
        JsonNode again = json(202, send("POST", path + "/deliveries/" + oldest + "/redeliver", null));
        assertThat(again.path("event_id")).isEqualTo(rest.at("/deliveries/0/event_id"));
        assertThat(send("POST", path + "/deliveries/" + UUID.randomUUID() + "/redeliver", null)
                        .getStatus())
                .isEqualTo(404);
    }

    @Test
    void anotherOrganisationsIsNotThere() throws Exception {
        UUID theirs = webhooks.create(
                        TestPostgres.organisation(database),
                        new WebhookSettings("https://b.example", "", List.of("error"), true))
                .id();
        String path = PATH + "/" + theirs;
        for (String[] asked : new String[][] {
            {"GET", "", null},
            {"PATCH", "", "{\"is_active\":false}"},
            {"DELETE", "", null},
            {"POST", "/rotate", null},
            {"POST", "/test", null},
            {"GET", "/deliveries", null},
            {"POST", "/deliveries/" + UUID.randomUUID() + "/redeliver", null}
        }) {
            assertThat(send(asked[0], path + asked[1], asked[2]).getStatus())
                    .as(asked[0] + asked[1])
                    .isEqualTo(404);
        }
        assertThat(json(200, send("GET", PATH, null)).path("webhooks").isEmpty())
                .isTrue();
        assertThat(rows("select action::bytea from audit_log")).hasSize(7).containsOnly("access.foreign");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"events\":[\"error\"]} | url | url is missing",
                "{\"url\":\"ftp://a.example\",\"events\":[\"error\"]} | url | url must be an address such as https",
                "{\"url\":\"https://u:p@a.example\",\"events\":[\"error\"]} | url | without user",
                "{\"url\":\"https://\",\"events\":[\"error\"]} | url | url must be an address such as https",
                "{\"url\":\"https://a.example\",\"events\":[]} | events | events must name at least one of call.started,",
                "{\"url\":\"https://a.example\"} | events | must name at least one",
                "{\"url\":\"https://a.example\",\"events\":[\"call.ended\",\"no\"]} | events | must name at least one",
                "{\"url\":\"https://a.example\",\"events\":[\"webhook.test\"]} | events | must name at least one",
                "{\"url\":\"https://a.example\",\"events\":[\"error\"],\"secret\":\"x\"} | secret | no field secret"
            })
    void saysWhichFieldCannotBeUsedAndWhatItMustBe(String body, String field, String message) throws Exception {
        JsonNode error = json(400, send("POST", PATH, body)).path("error");
        assertThat(error.path("field").asString()).isEqualTo(field);
        assertThat(error.path("message").asString()).contains(message);
    }

    @Test
    void takesNoMoreThanItCanTell() throws Exception {
        String url = "https://a.example/" + "x".repeat(2_000);
        assertThat(json(400, send("POST", PATH, "{\"url\":\"" + url + "\",\"events\":[\"error\"]}"))
                        .at("/error/message")
                        .asString())
                .isEqualTo("url may hold at most 2000 characters");
        for (int i = 0; i < Webhooks.MOST; i++) {
            make();
        }
        assertThat(json(409, send("POST", PATH, GOOD)).at("/error/remedy").asString())
                .isEqualTo("delete one of them first");
    }
}
