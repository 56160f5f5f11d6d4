package dev.chatroom.server.web.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.House;
import dev.chatroom.core.Membership;
import dev.chatroom.core.User;
import dev.chatroom.core.directory.SharedDirectory;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.order.SharedStream;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.dialect.WholeAnswers;
import dev.chatroom.server.pace.WorkLimits;
import dev.chatroom.server.web.ProtocolSchema;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A page reads this when the others took its server for gone, and it was banned meanwhile. */
class DisplacedPageTest {
    private final SharedStream stream = new SharedStream();
    private final SharedDirectory directory = new SharedDirectory();
    private final House here =
            new House(limits -> limits, builder -> stream.with(builder).directory(directory.node("a")));
    private final House there =
            new House(limits -> limits, builder -> stream.with(builder).directory(directory.node("b")));
    private final Membership bob = there.member("bob", "tea");
    private final User ann = here.chat.arrive("192.0.2.1", new Profile("plain", "", "cloak.ip"), () -> {
    });
    private final JsonDialect dialect = new JsonDialect(
            new ServerContext(
                    here.chat, "chatroom", List.of(), "lobby", 20, 4_096, ZoneOffset.UTC, Clock.systemUTC()),
            (key, address) -> false, ann, WorkLimits.unlimited());
    private final SentMessages seen = new SentMessages(dialect);

    @AfterEach
    void close() {
        here.chat.close();
        there.chat.close();
        directory.close();
        stream.close();
    }

    private void settle() {
        stream.settle();
        directory.settle();
    }

    private void does(String request) {
        assertThat(WholeAnswers.take(dialect, request)).isEqualTo(Next.CONTINUE);
        settle();
    }

    @Test
    void itIsToldThatItMayNotComeBack() {
        settle();
        dialect.open();
        does("{\"do\":\"nick\",\"name\":\"ann\"}");
        does("{\"do\":\"join\",\"room\":\"tea\"}");
        directory.lose(ann.id());
        settle();
        for (int i = 0; i < 5; i++) {
            there.later();
            settle();
        }
        assertThat(ann.memberships()).isEmpty();
        assertThat(House.change(bob, new ModeChange.MaskChange(MaskKind.BAN, "ann!*@*", true))).hasSize(1);
        directory.regain(ann.id());
        here.later();
        settle();

        List<String> messages = seen.readAll(ann.outbox());
        assertThat(messages).last().asString().contains("\"type\":\"displaced\"", "\"room\":\"tea\"",
                "\"why\":\"banned\"");
        assertThat(ProtocolSchema.faultsOfMessage(messages.getLast())).isEmpty();
    }
}
