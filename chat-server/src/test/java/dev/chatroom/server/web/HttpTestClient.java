package dev.chatroom.server.web;

import dev.chatroom.server.RunningServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Asks a server for something, as {@code curl} does. */
final class HttpTestClient implements AfterEachCallback {
    private final RunningServer server;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    HttpTestClient(RunningServer server) {
        this.server = server;
        // A client that is late on a busy machine is no terminal.
        server.configure(config -> config.greetingDelay(Duration.ofSeconds(20)));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        http.shutdownNow();
        http.close();
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.address().getPort() + path));
    }

    <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) throws Exception {
        return http.send(request.build(), body);
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(to(path), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String text) throws Exception {
        return send(to(path).POST(BodyPublishers.ofString(text)), BodyHandlers.ofString());
    }
}
