package dev.chatroom.server.irc.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Chat;
import dev.chatroom.server.dialect.ServerContext;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IrcServerTest {
    @ParameterizedTest
    @CsvSource({"chatroom, chatroom.chat", "irc.example, irc.example", "B\u00fcro S\u00fcd, Buro-Sud.chat",
        "Cafe\u0301 42, Cafe-42.chat", "\u0434\u043e\u043c 7, -7.chat"})
    void theNameKeepsItsLettersWithoutTheirMarks(String name, String shown) {
        try (Chat chat = Chat.builder().open()) {
            ServerContext context =
                    new ServerContext(chat, name, List.of(), "lobby", 0, 4_096, ZoneOffset.UTC, Clock.systemUTC());
            assertThat(new IrcServer(context).name()).isEqualTo(shown);
        }
    }
}
