package dev.chatroom.server.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Chat;
import dev.chatroom.core.Membership;
import dev.chatroom.core.Outbox;
import dev.chatroom.core.User;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.server.dialect.Line;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.dialect.SeenLines;
import dev.chatroom.server.dialect.ServerContext;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PlainDialectTest {
    private final Clock still = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private final Chat chat = Chat.builder().clock(still).open();
    private final Membership ann = member(chat.enter("a"));
    private final List<String> lines = new ArrayList<>();
    private final AtomicReference<Runnable> whenReady = new AtomicReference<>(() -> {
    });
    private final User bob = chat.enter("b", Profile.NONE, () -> whenReady.get().run());
    private final PlainDialect dialect = new PlainDialect(
            new ServerContext(chat, "parrot", List.of(), "lobby", 20, 4_096, ZoneOffset.UTC, still), bob);
    private final SeenLines seen = new SeenLines(dialect);

    private Membership member(User user) {
        return done(chat.join(user, "lobby"));
    }

    private static <T> T done(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Done.class);
        return ((Done<T>) outcome).value();
    }

    private void read() {
        Outbox outbox = bob.outbox();
        do {
            boolean unused = outbox.drain(seen);
        } while (!outbox.rest());
        lines.addAll(seen.take());
    }

    @Test
    void linesThatAreReadWhileTheUserStillEntersCarryNoMark() {
        whenReady.set(() -> {
            if (ann.room().view(0, 0).present() == 2 && lines.stream().noneMatch(line -> line.endsWith("hi"))) {
                Message unused = done(ann.say("hi"));
            }
            read();
        });

        dialect.open();

        assertThat(lines).last().isEqualTo("guest-1: hi");
    }

    @Test
    void theLastWordsFollowAllThatIsStillToBeDelivered() {
        dialect.open();
        dialect.partWith(new Notice.ShuttingDown());
        Message unused = done(ann.say("hi"));
        chat.close();

        read();

        assertThat(lines).endsWith("guest-1: hi", "* the server is shutting down; goodbye");
    }

    @Test
    void aLineMayBeTakenAgainUntilItIsDone() {
        dialect.open();
        for (int i = 0; i < 10; i++) {
            assertThat(dialect.take(new Line("line " + i, false))).isInstanceOf(Next.Continue.class);
        }
        assertThat(dialect.take(new Line("too much", false))).isInstanceOf(Next.Retry.class);
        assertThat(dialect.retry()).isInstanceOf(Next.Retry.class);
        assertThat(dialect.take(new Line("/quit", false))).isInstanceOf(Next.End.class);
    }
}
