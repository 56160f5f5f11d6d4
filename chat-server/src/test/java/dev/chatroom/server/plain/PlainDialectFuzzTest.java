package dev.chatroom.server.plain;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.chatroom.core.Chat;
import dev.chatroom.core.User;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.SeenLines;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.dialect.TerminalText;
import dev.chatroom.server.dialect.TerminalTextPropertyTest;
import dev.chatroom.server.dialect.WholeAnswers;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

/** Whatever one person writes, commands or not, neither is harmed: no fault, and nothing that acts on a terminal. */
class PlainDialectFuzzTest {

    @FuzzTest(maxDuration = "10s")
    void takesAnyLinesAndShowsHarmlessOnes(FuzzedDataProvider data) {
        String written = data.consumeRemainingAsString();
        Limits limits = Limits.standard().with(Limit.RATE, 0).with(Limit.PENDING, 65_536);
        try (Chat chat = Chat.builder().limits(limits).executor(Runnable::run).keep("lobby").open()) {
            ServerContext context = new ServerContext(
                    chat, "chatroom", List.of(), "lobby", 20, 4_096, ZoneOffset.UTC, Clock.systemUTC());
            Person writer = new Person(context);
            Person reader = new Person(context);
            for (String line : written.split("\n", 200)) {
                if (WholeAnswers.take(writer.dialect, line) instanceof Next.End) {
                    break;
                }
                writer.read();
                reader.read();
            }
            Next unused = WholeAnswers.take(reader.dialect, "/who");
            assertThat(reader.read()).isNotEmpty();
        }
    }

    private static final class Person {
        private final User user;
        private final PlainDialect dialect;
        private final SeenLines seen;

        Person(ServerContext context) {
            this.user = context.chat().enter("fuzz");
            this.dialect = new PlainDialect(context, user);
            this.seen = new SeenLines(dialect);
            dialect.open();
        }

        List<String> read() {
            assertThat(user.outbox().drain(seen)).isFalse();
            user.outbox().rest();
            List<String> shown = seen.take();
            assertThat(shown).allSatisfy(line -> {
                assertThat(line.codePoints().filter(TerminalTextPropertyTest::forbidden)).isEmpty();
                // Columns of the server's own, and code that is indented behind a name, have more blanks than may stand within.
                assertThat(oneBlank(TerminalText.clean(line))).isEqualTo(oneBlank(line));
            });
            return shown;
        }

        /** With one space for each run of blanks of any kind. */
        private static String oneBlank(String line) {
            StringBuilder out = new StringBuilder();
            boolean blank = true;
            for (int point : line.codePoints().toArray()) {
                if (!TerminalTextPropertyTest.isBlank(point)) {
                    out.appendCodePoint(point);
                } else if (!blank) {
                    out.append(' ');
                }
                blank = TerminalTextPropertyTest.isBlank(point);
            }
            return out.toString().strip();
        }
    }
}
