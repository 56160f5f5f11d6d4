package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Chat;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.server.ManualClock;
import dev.chatroom.server.dialect.Line;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.ServerContext;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Somebody who comes into many channels at once has to read between them. */
class IrcJoinPiecesTest {
    private final ManualClock clock = new ManualClock();

    @AutoClose
    private final Chat chat = Chat.builder().clock(clock).limits(Limits.standard().with(Limit.RATE, 0)).open();

    private final ServerContext context =
            new ServerContext(chat, "chatroom", List.of(), "lobby", 20, 4_096, ZoneOffset.UTC, clock);
    private final Person ann = Person.irc(context, "ann", "batch labeled-response");

    @Test
    void eachOfSeveralChannelsIsAPieceOfItsOwn() {
        List<String> unused = ann.read();
        Next next = ann.dialect.take(new Line("@label=x JOIN #a,#b,,#c", false));
        for (String channel : List.of("#a", "#b", "#c")) {
            assertThat(next).isEqualTo(Next.MORE);
            assertThat(ann.user.memberships()).last()
                    .satisfies(membership -> assertThat("#" + membership.room().name()).isEqualTo(channel));
            assertThat(ann.read()).last().asString().contains(" 366 ").contains(channel);
            next = ann.dialect.retry();
        }

        assertThat(next).isEqualTo(Next.CONTINUE);
        assertThat(ann.read()).singleElement().asString().contains(" BATCH -");
    }

    @Test
    void oneChannelIsAnsweredAtOnce() {
        assertThat(ann.dialect.take(new Line("JOIN #a", false))).isEqualTo(Next.CONTINUE);
    }
}
