package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Chat;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.server.ManualClock;
import dev.chatroom.server.dialect.Line;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.ServerContext;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What somebody asks for and does not read takes little memory. */
class HistoryPiecesTest {
    private static final String CAPABILITIES = "batch draft/chathistory labeled-response server-time message-tags";

    /** Eight messages, and the beginning of the batch. */
    private static final int MOST_LINES = 9;

    private final ManualClock clock = new ManualClock();

    @AutoClose
    private final Chat chat = Chat.builder().clock(clock).limits(Limits.standard().with(Limit.RATE, 0)).open();

    private final ServerContext context =
            new ServerContext(chat, "chatroom", List.of(), "lobby", 20, 4_096, ZoneOffset.UTC, clock);
    private final Person ann = Person.irc(context, "ann", CAPABILITIES);

    private void annSays(int lines, String text) {
        ann.does("JOIN #tea");
        for (int i = 0; i < lines; i++) {
            ann.does("PRIVMSG #tea :" + text + i);
            clock.advance(Duration.ofSeconds(3));
        }
        List<String> unused = ann.read();
    }

    @Test
    void aHistoryComesInPiecesThatMakeOneBatch() {
        annSays(100, "line ");

        List<String> all = new ArrayList<>();
        Next next = ann.dialect.take(new Line("@label=x CHATHISTORY LATEST #tea * 100", false));
        while (next instanceof Next.More) {
            List<String> piece = ann.read();
            assertThat(piece).hasSizeLessThanOrEqualTo(MOST_LINES);
            all.addAll(piece);
            next = ann.dialect.retry();
        }
        all.addAll(ann.read());

        assertThat(all).hasSize(102).first().asString().startsWith("@label=x :chatroom.chat BATCH +");
        assertThat(all.get(1)).startsWith("@batch=").endsWith(" PRIVMSG #tea :line 0");
        assertThat(all.get(100)).endsWith(" PRIVMSG #tea :line 99");
        assertThat(all).last().asString().startsWith(":chatroom.chat BATCH -");
    }

    @Test
    void privateMessagesToo() {
        Person bob = Person.irc(context, "bob", CAPABILITIES);
        for (int i = 0; i < 40; i++) {
            bob.does("PRIVMSG ann :line " + i);
        }
        List<String> unused = ann.read();

        assertThat(ann.dialect.take(new Line("CHATHISTORY LATEST bob * 30", false))).isInstanceOf(Next.More.class);
        assertThat(ann.dialect.retry()).isInstanceOf(Next.More.class);
        assertThat(ann.read()).hasSize(MOST_LINES);
        while (ann.dialect.retry() instanceof Next.More) {
            assertThat(ann.read()).hasSizeLessThanOrEqualTo(MOST_LINES);
        }
        assertThat(ann.read()).last().asString().startsWith(":chatroom.chat BATCH -");
    }

    @Test
    void whatIsShownAtOnceIsBoundedInCharacters() {
        annSays(60, "x".repeat(400));
        Person bob = Person.plain(context);
        Person cay = Person.irc(context, "cay", "server-time");
        List<String> before = bob.read();
        assertThat(before).isNotEmpty();

        bob.does("/join tea");
        assertThat(characters(bob.read())).isBetween(6_000, 9_000);
        cay.does("JOIN #tea");
        assertThat(characters(cay.read())).isBetween(6_000, 12_000);
        bob.does("/history 200");
        assertThat(characters(bob.read())).isBetween(20_000, 34_000);
    }

    private static int characters(List<String> lines) {
        return lines.stream().mapToInt(String::length).sum();
    }
}
