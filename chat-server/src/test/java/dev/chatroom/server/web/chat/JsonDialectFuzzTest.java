package dev.chatroom.server.web.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.chatroom.core.Chat;
import dev.chatroom.core.User;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.dialect.WholeAnswers;
import dev.chatroom.server.pace.WorkLimits;
import dev.chatroom.server.web.ProtocolSchema;
import dev.chatroom.server.web.json.Json;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

/** Whatever one page sends, nobody is harmed: no fault, and every client is sent only what the schema allows. */
class JsonDialectFuzzTest {
    private static final List<String> FIELDS = List.of(
            "name", "room", "text", "to", "topic", "id", "before", "after", "around", "last", "first", "words", "line",
            "password", "key", "reason", "typing", "state", "history", "more");
    private static final List<String> VALUES =
            List.of("writer", "reader", "lobby", "a", "", "7", "true", "9007199254740993", "/who", "/kick reader");

    @FuzzTest(maxDuration = "10s")
    void takesAnyRequestsAndSendsGoodMessages(FuzzedDataProvider data) {
        Limits limits = Limits.standard().with(Limit.RATE, 0).with(Limit.PENDING, 65_536);
        try (Chat chat = Chat.builder().limits(limits).executor(Runnable::run).keep("lobby").open()) {
            ServerContext context = new ServerContext(
                    chat, "chatroom", List.of(), "lobby", 20, 4_096, ZoneOffset.UTC, Clock.systemUTC());
            Page writer = new Page(context, "writer");
            Page reader = new Page(context, "reader");
            for (int i = 0; i < 40 && data.remainingBytes() > 0; i++) {
                if (!(WholeAnswers.take(writer.dialect, request(data)) instanceof Next.Continue)) {
                    break;
                }
                writer.read();
                reader.read();
            }
            assertThat(WholeAnswers.take(reader.dialect, "{\"do\":\"ping\",\"ref\":\"served\"}"))
                    .isEqualTo(Next.CONTINUE);
            assertThat(reader.read()).anyMatch(message -> message.contains("\"served\""));
        }
    }

    /** Mostly of the form that is taken, with what the fuzzer likes in it. */
    private static String request(FuzzedDataProvider data) {
        if (data.consumeInt(0, 7) == 0) {
            return data.consumeString(60);
        }
        Verb verb = data.pickValue(Verb.values());
        int fields = data.consumeInt(0, 4);
        return new String(
                Json.object(json -> {
                    json.writeStringField("do", verb.word());
                    for (int i = 0; i < fields; i++) {
                        json.writeFieldName(data.pickValue(FIELDS));
                        if (data.consumeInt(0, 3) == 0) {
                            json.writeNumber(data.consumeLong());
                        } else {
                            json.writeString(data.consumeBoolean() ? data.pickValue(VALUES) : data.consumeString(40));
                        }
                    }
                }),
                UTF_8);
    }

    /** Somebody with a page, who reads only when told to. */
    private static final class Page {
        private final User user;
        private final JsonDialect dialect;
        private final SentMessages seen;

        Page(ServerContext context, String name) {
            user = context.chat().arrive("192.0.2.1", new Profile("plain", "", "cloak.ip"), () -> {
            });
            dialect = new JsonDialect(context, (key, address) -> false, user, WorkLimits.unlimited());
            seen = new SentMessages(dialect);
            dialect.open();
            does("{\"do\":\"nick\",\"name\":\"" + name + "\"}");
            does("{\"do\":\"join\",\"room\":\"lobby\"}");
        }

        private void does(String request) {
            assertThat(WholeAnswers.take(dialect, request)).isEqualTo(Next.CONTINUE);
        }

        List<String> read() {
            List<String> messages = seen.readAll(user.outbox());
            assertThat(messages.stream().flatMap(message -> ProtocolSchema.faultsOfMessage(message).stream()))
                    .as("what the schema says of %s", messages).isEmpty();
            return messages;
        }
    }
}
