package dev.chatroom.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many addresses guess the password, whose hash takes as long as one does that is made here. */
@EnabledOnOs(OS.LINUX)
class GuessersTest {
    private static final String PASSWORD = "tea";
    private static final String HASHED = "$2b$12$fUfy/v482vV52zeT9BYwQ.3eY8PDq.hmo0dKDMr9PDoJcC1qB6vAa";
    private static final int ADDRESSES = Extent.of(50, 250);
    private static final int GUESSERS = 4 * ADDRESSES;

    @RegisterExtension
    final RunningServer server = new RunningServer().configure(config -> config.password(HASHED));

    private ChatClient guesser(int number) {
        int address = number % ADDRESSES;
        ChatClient guesser = server.connectFrom("127.0.%d.%d".formatted(1 + address / 50, 1 + address % 50));
        guesser.send("wrong " + number);
        return guesser;
    }

    @Test
    void whoKnowsThePasswordIsNextAndThoseWhoHangUpWaitNoMore() {
        List<ChatClient> guessers = IntStream.range(0, GUESSERS).mapToObj(this::guesser).toList();
        server.awaitGuesses(waiting -> waiting > GUESSERS - 20);
        ChatClient honest = server.connectFrom("127.0.9.9");
        ChatClient late = server.connectFrom("127.0.9.10");
        late.expect("* the password:");
        int before = server.waitingGuesses();

        honest.send(PASSWORD);
        honest.expectStart("\uFFFD\uFFFD\u0001");
        honest.expectStart("* welcome to chatroom");

        assertThat(before - server.waitingGuesses())
                .as("others whose guess was looked at meanwhile").isLessThanOrEqualTo(3);
        late.send(PASSWORD);
        late.expectStart("* welcome to chatroom");

        guessers.forEach(ChatClient::close);
        server.awaitGuesses(waiting -> waiting <= 1);
    }
}
