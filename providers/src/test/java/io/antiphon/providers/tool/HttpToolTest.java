package io.antiphon.providers.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.ports.mind.Tool;
import io.antiphon.ports.mind.ToolDescription;
import io.antiphon.testkit.openai.Script;
import io.antiphon.testkit.wire.ReceivedRequest;
import io.antiphon.testkit.wire.ScriptedDoor;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HttpToolTest {
    private static final ToolDescription ORDERS = new ToolDescription("lookup_order", "Looks up an order.", "{}");

    private final ScriptedDoor<Script> vendor =
            new ScriptedDoor<>(Script.plain(200, "{\"state\":\"ready\"}"), request -> null);
    private final HttpTools any = new HttpTools(false);
    private final HttpTools publicOnly = new HttpTools(true);

    @AfterEach
    void closes() throws Exception {
        any.close();
        publicOnly.close();
        vendor.close();
    }

    private Tool tool(HttpTools tools, String method, Duration timeout) {
        return tools.make(
                ORDERS,
                new HttpToolSettings(
                        URI.create(vendor.door().address() + "/orders?shop=pune"),
                        method,
                        Map.of("Authorization", "Bearer secret"),
                        timeout));
    }

    @Test
    void postsTheArgumentsWithTheCallAndGivesTheAnswer() throws Exception {
        Tool tool = tool(any, "POST", Duration.ofSeconds(10));
        assertThat(tool.run("call-1/t2.1", "{\"order_id\":\"7\"}")).isEqualTo("{\"state\":\"ready\"}");
        ReceivedRequest request = vendor.door().takeRequest();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/orders?shop=pune");
        assertThat(request.headers())
                .containsEntry("authorization", "Bearer secret")
                .containsEntry("idempotency-key", "call-1/t2.1");
        JsonNode body = JsonMapper.shared().readTree(request.body());
        assertThat(body)
                .isEqualTo(JsonMapper.shared()
                        .readTree("{\"name\":\"lookup_order\",\"args\":{\"order_id\":\"7\"},"
                                + "\"call\":{\"call_id\":\"call-1\"}}"));
    }

    @Test
    void carriesTheArgumentsInTheQueryWhereThereIsNoBody() throws Exception {
        tool(any, "GET", Duration.ofSeconds(10)).run("c/t", "{\"order_id\":\"7 & 8\",\"deep\":{\"a\":[1]}}");
        ReceivedRequest request = vendor.door().takeRequest();
        assertThat(request.queryNames()).containsExactly("shop", "order_id", "deep");
        assertThat(request.query("deep")).containsExactly("{\"a\":[1]}");
    }

    @Test
    void tellsTheModelWhatWentWrongAndAsksOnce() throws Exception {
        vendor.next(Script.plain(503, "{\"why\":\"closed on Sundays\"}"));
        assertThat(tool(any, "POST", Duration.ofSeconds(10)).run("c/t", "{}"))
                .isEqualTo("error: the tool answered with status 503: {\"why\":\"closed on Sundays\"}");
        vendor.door().takeRequest();
        vendor.next(Script.plain(302, "{}"));
        assertThat(tool(any, "POST", Duration.ofSeconds(10)).run("c/t", "{}"))
                .as("led elsewhere, it does not go")
                .startsWith("error: the tool answered with status 302");
        vendor.door().takeRequest();
        assertThat(tool(any, "POST", Duration.ofSeconds(10)).run("c/t", "no object"))
                .startsWith("error: the arguments are not a JSON object");
    }

    @Test
    void waitsForAnAnswerNoLongerThanItMay() throws Exception {
        vendor.next(Script.stream().pause(Duration.ofSeconds(20)).done());
        assertThat(tool(any, "POST", Duration.ofMillis(300)).run("c/t", "{}"))
                .isEqualTo("error: the tool gave no answer within 300 ms");
    }

    @Test
    void asksNobodyOnThisMachineUnlessItMay() throws Exception {
        assertThat(tool(publicOnly, "POST", Duration.ofSeconds(10)).run("c/t", "{}"))
                .isEqualTo("error: the tool's address is not one of the open internet, so it was not asked");
        assertThat(vendor.door().connections()).isZero();
        for (String host :
                new String[] {"localhost", "127.0.0.1", "2130706433", "[::1]", "169.254.169.254", "0.0.0.0"}) {
            Tool tool = publicOnly.make(
                    ORDERS,
                    new HttpToolSettings(URI.create("http://" + host + "/"), "GET", Map.of(), Duration.ofSeconds(10)));
            assertThat(tool.run("c/t", "{}")).as(host).contains("not one of the open internet");
        }
    }
}
