package dev.chatroom.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.RunningServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The file that tells programs what can be asked for is about this server. */
@Timeout(60)
class OpenApiTest {
    private static final JsonMapper JSON = new JsonMapper();

    @RegisterExtension
    final RunningServer server = new RunningServer();

    @RegisterExtension
    final HttpTestClient http = new HttpTestClient(server);

    private JsonNode file() throws Exception {
        HttpResponse<String> answer = http.get("/api/openapi.json");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/vnd.oai.openapi+json");
        return JSON.readTree(answer.body());
    }

    @Test
    void whatItNamesIsThereAndAnsweredAsItSays() throws Exception {
        JsonNode file = file();
        server.enter("ann");
        Map<String, String> written = Map.of("/rooms/{room}", "?as=ci");

        for (Map.Entry<String, JsonNode> path : file.get("paths").properties()) {
            for (String method : List.of("get", "post")) {
                JsonNode operation = path.getValue().get(method);
                if (operation != null) {
                    String query = method.equals("post") ? written.get(path.getKey()) : "";
                    expect(operation, path.getKey().replace("{room}", "lobby") + query, method);
                }
            }
        }
        assertThat(file.get("paths").propertyNames()).contains("/rooms", "/rooms/{room}", "/rooms/{room}/events",
                "/health");
    }

    private void expect(JsonNode operation, String path, String method) throws Exception {
        HttpRequest.Builder asking = http.to(path).header("Accept", "application/json");
        HttpResponse<?> answer = http.send(
                method.equals("post") ? asking.POST(BodyPublishers.ofString("hello")) : asking,
                BodyHandlers.ofInputStream());
        JsonNode told = operation.get("responses").get(String.valueOf(answer.statusCode()));

        assertThat(answer.statusCode()).as("%s %s", method, path).isBetween(200, 299);
        assertThat(told).as("%s %s: %d", method, path, answer.statusCode()).isNotNull();
        String type = answer.headers().firstValue("Content-Type").orElseThrow().split(";", -1)[0];
        assertThat(told.get("content").propertyNames()).as("%s %s", method, path)
                .contains(type.toLowerCase(Locale.ROOT));
    }

    @Test
    void whatItRefersToIsThere() throws Exception {
        JsonNode file = file();
        JsonNode schema = JSON.readTree(ProtocolSchema.TEXT);
        List<JsonNode> references = file.findValues("$ref");

        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            String[] parts = reference.asString().split("#", -1);
            assertThat(parts[0]).isIn("", "schema.json");
            assertThat((parts[0].isEmpty() ? file : schema).at(parts[1]).isMissingNode()).as(reference.asString())
                    .isFalse();
        });
    }
}
