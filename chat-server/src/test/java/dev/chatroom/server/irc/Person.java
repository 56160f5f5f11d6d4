package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.User;
import dev.chatroom.core.event.Profile;
import dev.chatroom.server.dialect.Dialect;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.SeenLines;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.dialect.WholeAnswers;
import dev.chatroom.server.plain.PlainDialect;
import java.util.List;

/** Somebody at either door, without a connection, who reads only when told to. */
final class Person {
    final User user;
    final Dialect dialect;
    private final SeenLines seen;

    private Person(User user, Dialect dialect) {
        this.user = user;
        this.dialect = dialect;
        this.seen = new SeenLines(dialect);
        dialect.open();
    }

    /** A client that has said who it is and what it knows, words with spaces between, and is in no room yet. */
    static Person irc(ServerContext context, String nick, String capabilities) {
        User user = context.chat().arrive("192.0.2.1", new Profile("plain", "", "cloak.ip"), () -> {
        });
        Person person = new Person(user, new IrcDialect(context, user));
        person.does("CAP REQ :" + capabilities, "NICK " + nick, "USER u 0 * :r", "CAP END");
        return person;
    }

    static Person plain(ServerContext context) {
        User user = context.chat().arrive("192.0.2.2", new Profile("plain", "", "cloak.ip"), () -> {
        });
        return new Person(user, new PlainDialect(context, user));
    }

    void does(String... lines) {
        for (String line : lines) {
            assertThat(WholeAnswers.take(dialect, line)).isEqualTo(Next.CONTINUE);
        }
    }

    /** The lines since the last time: of an IRC client's, CR LF is the end, and of others LF. */
    List<String> read() {
        boolean ended = user.outbox().drain(seen);
        assertThat(ended).isFalse();
        boolean unused = user.outbox().rest();
        return seen.take().stream().map(line -> line.replaceFirst("\r$", "")).toList();
    }
}
