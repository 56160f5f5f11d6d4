package dev.chatroom.server.irc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.chatroom.core.Chat;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.dialect.WholeAnswers;
import dev.chatroom.server.irc.message.Capability;
import dev.chatroom.server.irc.message.IrcLine;
import dev.chatroom.server.irc.message.IrcMessage;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whatever one IRC client writes, nobody is harmed: no fault, and to every client only lines that are none but one, of
 * the length that is allowed.
 */
class IrcDialectFuzzTest {
    private static final int MOST_TAGS_BYTES = 8_191;

    /** A line by the grammar: what stands before the last parameter holds neither empty words nor colons. */
    private static final Pattern LINE =
            Pattern.compile("(@[^ ]+ )?(:[^ ]+ )?([A-Z]+|[0-9]{3})( [^ :][^ ]*)*( :.*)?", Pattern.DOTALL);

    @FuzzTest(maxDuration = "10s")
    void takesAnyLinesAndShowsGoodOnes(FuzzedDataProvider data) {
        String written = data.consumeRemainingAsString();
        Limits limits = Limits.standard().with(Limit.RATE, 0).with(Limit.PENDING, 65_536);
        try (Chat chat = Chat.builder().limits(limits).executor(Runnable::run).keep("lobby").open()) {
            ServerContext context = new ServerContext(
                    chat, "chatroom", List.of(), "lobby", 20, 4_096, ZoneOffset.UTC, Clock.systemUTC());
            Person writer = newcomer(context, "writer");
            Person reader = newcomer(context, "reader");
            Person plain = Person.plain(context);
            for (String line : written.split("\n", 200)) {
                if (WholeAnswers.take(writer.dialect, line) instanceof Next.End) {
                    break;
                }
                writer.read().forEach(IrcDialectFuzzTest::check);
                reader.read().forEach(IrcDialectFuzzTest::check);
                plain.read();
            }
            assertThat(WholeAnswers.take(reader.dialect, "PING served")).isEqualTo(Next.CONTINUE);
            assertThat(reader.read()).contains(":chatroom.chat PONG chatroom.chat :served");
            assertThat(WholeAnswers.take(plain.dialect, "/who")).isEqualTo(Next.CONTINUE);
            assertThat(plain.read()).isNotEmpty();
        }
    }

    private static Person newcomer(ServerContext context, String nick) {
        String all = Arrays.stream(Capability.values()).map(Capability::word).collect(Collectors.joining(" "));
        Person person = Person.irc(context, nick, all);
        person.does("JOIN #lobby,#a", "MODE #a -n", "MONITOR + reader,writer");
        person.read().forEach(IrcDialectFuzzTest::check);
        return person;
    }

    private static void check(String line) {
        assertThat(line).as("a line by the grammar").matches(LINE).doesNotContain("\r", "\0");
        int tags = IrcMessage.tagsBytes(line);
        int tagsAndSigns = tags == 0 ? 0 : tags + 2;
        assertThat(tagsAndSigns).as("bytes of tags of '%s'", line).isLessThanOrEqualTo(MOST_TAGS_BYTES);
        assertThat(line.getBytes(UTF_8).length - tagsAndSigns).as("bytes of '%s'", line)
                .isLessThanOrEqualTo(IrcLine.MOST_BYTES);
    }
}
