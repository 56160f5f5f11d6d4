package dev.chatroom.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ManyClientsTest {
    private static final int CLIENTS = 200;
    private static final int LINES = 5;

    @RegisterExtension
    final RunningServer server = new RunningServer()
            .configure(config -> config.greetingDelay(Duration.ofMillis(10)))
            .limit(Limit.QUIET_ABOVE, 1);

    @Test
    void twoHundredWhoTalkAtOnceReadTheSameLinesInTheSameOrder() throws Exception {
        ChatClient observer = server.enter("observer");
        List<ChatClient> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            ChatClient client = server.connect();
            client.send("");
            client.expectStart("* type a line");
            clients.add(client);
        }
        CountDownLatch together = new CountDownLatch(1);
        List<List<String>> read = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<String>>> conversations = new ArrayList<>();
            for (ChatClient client : clients) {
                conversations.add(threads.submit(talk(client, together)));
            }
            together.countDown();
            for (Future<List<String>> conversation : conversations) {
                read.add(conversation.get());
            }
        }

        List<String> all = speech(observer, CLIENTS * LINES);
        assertThat(all).doesNotHaveDuplicates();
        for (int i = 0; i < CLIENTS; i++) {
            String own = "guest-" + (i + 2) + ": ";
            assertThat(read.get(i)).isEqualTo(all.stream().filter(line -> !line.startsWith(own)).toList());
        }
    }

    private static Callable<List<String>> talk(ChatClient client, CountDownLatch together) {
        return () -> {
            together.await();
            for (int i = 0; i < LINES; i++) {
                client.send("line " + i);
            }
            return speech(client, (CLIENTS - 1) * LINES);
        };
    }

    private static List<String> speech(ChatClient client, int count) {
        List<String> lines = new ArrayList<>();
        while (lines.size() < count) {
            String line = client.next();
            if (!line.startsWith("* ")) {
                lines.add(line);
            }
        }
        return lines;
    }
}
