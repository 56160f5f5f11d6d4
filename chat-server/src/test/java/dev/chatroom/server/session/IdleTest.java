package dev.chatroom.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IdleTest {
    @RegisterExtension
    final RunningServer server = new RunningServer().configure(config -> config.idleTimeout(Duration.ofSeconds(1)));

    @Test
    void whoIsSilentIsWarnedThenEnded() {
        ChatClient silent = server.connect();

        assertThat(silent.expectStart("* you have been silent for a long time")).contains("within 1 second");
        assertThat(silent.rest()).containsExactly("* you were silent for 1 second; goodbye");
    }

    @Test
    void theRoomIsToldWhyTheSilentOneLeaves() {
        server.enter("silent");
        ChatClient ann = server.enter("ann");
        String line = "";
        while (!line.startsWith("* silent left")) {
            ann.send("/who");
            line = ann.expectStart("* ");
        }
        assertThat(line).isEqualTo("* silent left (silent for too long)");
    }
}
