package dev.chatroom.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.RunningServer;
import dev.chatroom.server.config.WebConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which sites may show the page within theirs. */
@Timeout(60)
class EmbeddingTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @RegisterExtension
    final HttpTestClient http = new HttpTestClient(server);

    private String policy(String path) throws Exception {
        return http.get(path).headers().firstValue("Content-Security-Policy").orElseThrow();
    }

    @Test
    void noSiteMay() throws Exception {
        assertThat(policy("/")).endsWith("; frame-ancestors 'none'");
        assertThat(policy("/rooms")).endsWith("; frame-ancestors 'none'");
    }

    @Test
    void thoseMayThatAreNamed() throws Exception {
        server.configure(config -> config.web(new WebConfig(
                List.of(), List.of(), List.of("https://intranet.example", "http://wiki.example:8080"), List.of())));

        assertThat(policy("/")).endsWith("; frame-ancestors https://intranet.example http://wiki.example:8080");
        assertThat(policy("/nothing")).endsWith("; frame-ancestors https://intranet.example http://wiki.example:8080");
    }
}
