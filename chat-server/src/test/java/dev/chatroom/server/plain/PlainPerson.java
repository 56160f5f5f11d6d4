package dev.chatroom.server.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Chat;
import dev.chatroom.core.User;
import dev.chatroom.core.event.Profile;
import dev.chatroom.server.access.Access;
import dev.chatroom.server.access.Cloaks;
import dev.chatroom.server.access.Operators;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.RenderCaches;
import dev.chatroom.server.dialect.SeenLines;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.dialect.WholeAnswers;
import dev.chatroom.server.pace.SenderRates;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Somebody who speaks the plain dialect, without a connection, and reads only when told to. */
final class PlainPerson {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    final User user;
    private final PlainDialect dialect;
    private final SeenLines seen;

    PlainPerson(Chat chat, String nickname, Profile profile) {
        this(chat, nickname, profile, 0);
        List<String> unused = reads();
    }

    /** Somebody who gives a name at once, and has read nothing yet. */
    static PlainPerson unread(Chat chat, String nickname, int historyShown) {
        return new PlainPerson(chat, nickname, Profile.NONE, historyShown);
    }

    private PlainPerson(Chat chat, String nickname, Profile profile, int historyShown) {
        Clock still = Clock.fixed(NOON, ZoneOffset.UTC);
        ServerContext context = new ServerContext(chat, "parrot", "a chat room", List.of(), "lobby", historyShown,
                4_096,
                ZoneOffset.UTC, still,
                new Access(Optional.empty(), Operators.none(), still, Access.STANDARD_GUESSES), new ListedBans(),
                Cloaks.NONE, new SenderRates(chat.limits(), still), "chatroom", NOON, Optional::empty,
                new RenderCaches());
        user = chat.enter("192.0.2.7", profile, () -> {
        });
        dialect = new PlainDialect(context, user);
        seen = new SeenLines(dialect);
        dialect.open();
        does("/nick " + nickname);
    }

    PlainPerson(Chat chat, String nickname) {
        this(chat, nickname, Profile.NONE);
    }

    void does(String line) {
        assertThat(WholeAnswers.take(dialect, line)).isInstanceOf(Next.Continue.class);
    }

    Next tries(String line) {
        return WholeAnswers.take(dialect, line);
    }

    Next triesAgain() {
        return dialect.retry();
    }

    /** Does something and reads all up to the answer to it. */
    List<String> asks(String line) {
        List<String> unused = reads();
        does(line);
        return reads();
    }

    List<String> reads() {
        return seen.readAll(user.outbox());
    }
}
