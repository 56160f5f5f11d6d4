package dev.chatroom.server.web;

import dev.chatroom.server.RunningServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Clients of a server that speak WebSocket, as the JDK does. What they send and read of chat.v1.json must be as its schema
 * says.
 */
final class WebSocketClients implements AfterEachCallback {
    private final RunningServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    /** What is wrong with what the server has sent. */
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();

    WebSocketClients(RunningServer server) {
        this.server = server;
        // A client that is late on a busy machine is no terminal.
        server.configure(config -> config.greetingDelay(Duration.ofSeconds(20)));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        http.shutdownNow();
        http.close();
        requireNoFaults();
    }

    private void requireNoFaults() {
        Assertions.assertThat(faults).as("what the schema says of the messages").isEmpty();
    }

    Client open(String... protocols) throws Exception {
        return openWith(Map.of(), protocols);
    }

    /** With header fields such as a proxy adds. */
    Client openWith(Map<String, String> fields, String... protocols) throws Exception {
        Client client = new Client();
        WebSocket.Builder building = http.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(20));
        fields.forEach(building::header);
        if (protocols.length > 0) {
            building.subprotocols(protocols[0], List.of(protocols).subList(1, protocols.length).toArray(String[]::new));
        }
        client.socket = building.buildAsync(
                URI.create("ws://127.0.0.1:" + server.address().getPort() + "/ws"), client).get();
        return client;
    }

    Client enter(String name) throws Exception {
        return enterWith(Map.of(), name);
    }

    Client enterWith(Map<String, String> fields, String name) throws Exception {
        Client client = openWith(fields, "chat.v1.json");
        client.next("\"type\":\"welcome\"");
        client.send("{\"do\":\"nick\",\"name\":\"" + name + "\",\"ref\":\"n\"}").next("\"ref\":\"n\"");
        client.send("{\"do\":\"join\",\"room\":\"lobby\",\"ref\":\"j\"}").next("\"type\":\"entered\"");
        return client;
    }

    /** One client and what it has read. */
    final class Client implements WebSocket.Listener {
        private final BlockingQueue<String> read = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();
        private WebSocket socket;
        private volatile boolean reads = true;

        /** Reads one more message at most. */
        void stopReading() {
            reads = false;
        }

        WebSocket socket() {
            return socket;
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                if (isJson(from)) {
                    faults.addAll(ProtocolSchema.faultsOfMessage(part.toString()));
                }
                read.add(part.toString());
                part.setLength(0);
            }
            if (reads) {
                from.request(1);
            }
            return null;
        }

        @Override
        public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            read.add("pong " + message.remaining());
            from.request(1);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable broken) {
            read.add("broken");
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            read.add("closed " + code);
            return null;
        }

        Client send(String message) {
            if (isJson(socket)) {
                Assertions.assertThat(ProtocolSchema.faultsOfRequest(message)).as(message).isEmpty();
            }
            socket.sendText(message, true).join();
            return this;
        }

        /** Sends what is no request. */
        Client sendMalformed(String message) {
            Assertions.assertThat(ProtocolSchema.faultsOfRequest(message)).as(message).isNotEmpty();
            socket.sendText(message, true).join();
            return this;
        }

        /** Without subprotocols it is JSON too. */
        private static boolean isJson(WebSocket socket) {
            return !socket.getSubprotocol().endsWith("ircv3.net");
        }

        /** Everything up to the first message that this is true of. */
        List<String> until(Predicate<String> last) throws InterruptedException {
            List<String> all = new ArrayList<>();
            do {
                String next = read.poll(20, TimeUnit.SECONDS);
                if (next == null) {
                    Assertions.fail("it has not come; but: " + all);
                }
                all.add(next);
                requireNoFaults();
            } while (!last.test(all.getLast()));
            return all;
        }

        String next(String part) throws InterruptedException {
            return until(message -> message.contains(part)).getLast();
        }
    }
}
