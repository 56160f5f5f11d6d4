package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Chat;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.server.dialect.SeenLines;
import dev.chatroom.server.dialect.ServerContext;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Replies are put into words when they are read, which may be long after they were asked for. */
class WaitingRepliesTest {
    private final Chat chat = Chat.builder().limits(Limits.standard().with(Limit.RATE, 0)).open();
    private final ServerContext context = new ServerContext(
            chat, "chat.test", List.of(), "lobby", 20, 4_096, ZoneOffset.UTC, Clock.systemUTC());

    @Test
    void aWelcomeIsForTheClientAsItWasThen() {
        Person ann = Person.irc(context, "ann", "message-tags");
        List<String> unused = ann.read();
        ann.does("JOIN #tea", "NICK eve", "CAP REQ :userhost-in-names multi-prefix", "NAMES #tea");

        assertThat(ann.read()).extracting(line -> line.replaceFirst("^@\\S+ ", "")).containsSubsequence(
                ":chat.test 353 ann = #tea :@ann", ":chat.test 366 ann #tea :End of /NAMES list",
                ":ann!u@cloak.ip NICK :eve", ":chat.test 353 eve = #tea :@eve!u@cloak.ip");
    }

    @Test
    void aReadMarkerIsTheOneThatTheClientHadThen() {
        Person ann = Person.irc(context, "ann", "draft/read-marker");
        List<String> unused = ann.read();
        ann.does("JOIN #Tea", "MARKREAD #Tea timestamp=2026-01-01T00:00:00.000Z", "PART #tea", "JOIN #tea",
                "MARKREAD #tea timestamp=2026-02-01T00:00:00.000Z");

        assertThat(ann.read()).filteredOn(line -> line.contains("MARKREAD")).containsExactly(
                ":chat.test MARKREAD #Tea *",
                ":chat.test MARKREAD #Tea timestamp=2026-01-01T00:00:00.000Z",
                ":chat.test MARKREAD #tea timestamp=2026-01-01T00:00:00.000Z",
                ":chat.test MARKREAD #tea timestamp=2026-02-01T00:00:00.000Z");
    }

    @Test
    void aProgramThatWasTakenForAPersonReadsNoWordForPeople() {
        Person taken = Person.plain(context);
        taken.dialect.handOver();
        SeenLines seen = new SeenLines(new IrcDialect(context, taken.user));
        boolean unused = taken.user.outbox().drain(seen);

        assertThat(seen.take()).noneMatch(line -> line.startsWith("* "));
    }
}
