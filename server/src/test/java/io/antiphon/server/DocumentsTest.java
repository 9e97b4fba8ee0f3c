package io.antiphon.server;

import static io.antiphon.server.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An agent is given documents, answers a call from them, and has them taken away. */
class DocumentsTest {
    private final Api api = RunningServer.shared().api();

    @Test
    void anAgentAnswersFromADocumentAsSoonAsItHasIt() throws Exception {
        String name = "reader-" + UUID.randomUUID().toString().substring(0, 8);
        String agent = "{\"name\":\"" + name + "\",\"language\":\"en-IN\",\"greeting\":\"\","
                + "\"likely_questions\":[\"How can I ease breathlessness at night?\"]}";
        assertThat(api.send("POST", "/api/v1/agents", agent, java.util.Map.of()).statusCode())
                .isEqualTo(201);
        String documents = "/api/v1/agents/" + name + "/documents";
        byte[] page = Samples.document("breathlessness.md");
        assertThat(post(documents + "?name=breathlessness.md", page).statusCode())
                .isEqualTo(201);
        HttpResponse<byte[]> again = post(documents + "?name=breathlessness.md", page);
        assertThat(each(api.json(documents).path("documents")))
                .singleElement()
                .satisfies(one -> assertThat(one.path("bytes").asInt()).isEqualTo(page.length));
        assertThat(api.json("/api/v1/agents/" + name).path("version").asInt())
                .as("documents are no part of a version")
                .isEqualTo(1);
        try (var phone = Telephone.browser(api, name)) {
            phone.says("How can I ease breathlessness at night?");
            phone.hearsTheAgentOut();
            phone.hangsUp();
            assertThat(api.ended(phone.callId()).path("turns_detail").toString())
                    .contains("breathlessness.md");
        }
        String id = JsonMapper.shared().readTree(again.body()).path("id").asString();
        assertThat(api.send("DELETE", documents + "/" + id, null, java.util.Map.of())
                        .statusCode())
                .isEqualTo(204);
        assertThat(api.json(documents).path("documents")).isEmpty();
        assertThat(api.send("DELETE", documents + "/" + id, null, java.util.Map.of())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aCallAnswersFromWhatItBeganWithThoughTheDocumentsChange() throws Exception {
        String name = "changing-" + UUID.randomUUID().toString().substring(0, 8);
        String agent = "{\"name\":\"" + name + "\",\"language\":\"en-IN\",\"greeting\":\"\","
                + "\"likely_questions\":[\"How can I ease breathlessness at night?\"]}";
        assertThat(api.send("POST", "/api/v1/agents", agent, java.util.Map.of()).statusCode())
                .isEqualTo(201);
        String documents = "/api/v1/agents/" + name + "/documents";
        assertThat(post(documents + "?name=breathlessness.md", Samples.document("breathlessness.md"))
                        .statusCode())
                .isEqualTo(201);
        try (var phone = Telephone.browser(api, name)) {
            assertThat(post(documents + "?name=morphine.md", Samples.document("morphine.md"))
                            .statusCode())
                    .isEqualTo(201);
            try (var next = new RawSocket(api.socket("/ws/voice-browser?agent_id=" + name))) {
                assertThat(next.next("session_started")).contains("call_id");
            }
            phone.says("How can I ease breathlessness at night?");
            phone.hearsTheAgentOut();
            phone.hangsUp();
            assertThat(api.ended(phone.callId()).path("turns_detail").toString())
                    .contains("breathlessness.md");
        }
    }

    @Test
    void whatCannotBeReadIsRefusedWithTheReasonAndNotKept() throws Exception {
        String documents = "/api/v1/agents/" + RunningServer.shared().impatientAgent() + "/documents";
        refused(post(documents, "text".getBytes(java.nio.charset.StandardCharsets.UTF_8)), "name must hold");
        refused(post(documents + "?name=song.mp3", new byte[] {1, 2, 3}), "song.mp3");
        refused(post(documents + "?name=empty.md", new byte[0]), "empty.md holds no text");
        refused(
                post(documents + "?name=broken.pdf", "no pdf at all".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                "broken.pdf");
        refused(
                post(
                        documents + "?name=broken.docx",
                        "PK\3\4 and nothing".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                "broken.docx");
        assertThat(api.json(documents).path("documents")).isEmpty();
    }

    private static void refused(HttpResponse<byte[]> response, String why) {
        JsonNode body = JsonMapper.shared().readTree(response.body());
        assertThat(response.statusCode()).as("%s", body).isEqualTo(400);
        assertThat(body.at("/error/field").asString()).isEqualTo("name");
        assertThat(body.at("/error/message").asString()).contains(why);
    }

    private HttpResponse<byte[]> post(String path, byte[] content) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(api.address() + path))
                            .header("Authorization", "Bearer " + api.key())
                            .POST(HttpRequest.BodyPublishers.ofByteArray(content))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }
    }
}
