package dev.chatroom.server.plain;

import static dev.chatroom.core.event.OutgoingMessage.Kind.SAID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Chat;
import dev.chatroom.core.Membership;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.server.ManualClock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What plain people read when something is taken back, as IRC clients can. Ann runs the room. */
class PlainRedactionTest {
    private final ManualClock clock = new ManualClock();
    private final Chat chat =
            Chat.builder().limits(Limits.standard().with(Limit.RATE, 0)).clock(clock).open();
    private final PlainPerson ann = enter("ann");
    private final PlainPerson bob = enter("bob");
    private final PlainPerson cid = enter("cid");

    @AfterEach
    void closeChat() {
        chat.close();
    }

    private PlainPerson enter(String nickname) {
        return new PlainPerson(chat, nickname);
    }

    private static Membership lobby(PlainPerson person) {
        return person.user.memberships().iterator().next();
    }

    private static long says(PlainPerson person, String text) {
        return lobby(person)
                .post(new OutgoingMessage(SAID, text, Map.of(), Optional.empty()))
                .orThrow()
                .id();
    }

    private static void takesBack(PlainPerson person, long message, String reason) {
        lobby(person).redact(message, reason).orThrow();
    }

    private void allReadOn() {
        assertThat(ann.reads()).isNotNull();
        assertThat(bob.reads()).isNotNull();
        assertThat(cid.reads()).isNotNull();
    }

    @Test
    void allReadWhoTookBackWhatAndWhy() {
        long oops = says(bob, "oops");
        says(bob, "that was wrong");
        clock.advance(Duration.ofSeconds(40));
        allReadOn();

        takesBack(bob, oops, "wrong \u001b[31mroom");

        assertThat(ann.reads()).containsExactly("* bob took back what bob had said 40 seconds before (wrong room)");
        assertThat(bob.reads()).containsExactly("* you took back what bob had said 40 seconds before (wrong room)");
    }

    @Test
    void anOperatorIsNamedAndSoIsWhoHadSaidIt() {
        long loud = says(bob, "LOUD");
        clock.advance(Duration.ofMinutes(150));
        allReadOn();

        takesBack(ann, loud, "");

        assertThat(ann.reads()).containsExactly("* you took back what bob had said 2 hours before");
        assertThat(bob.reads()).containsExactly("* ann took back what bob had said 2 hours before");
        assertThat(cid.reads()).containsExactly("* ann took back what bob had said 2 hours before");
    }

    @Test
    void itIsMarkedWithTheRoomInWhichItHappens() {
        long oops = says(bob, "oops");
        cid.does("/join cats");
        allReadOn();

        takesBack(bob, oops, "");

        assertThat(cid.reads()).containsExactly("[lobby] * bob took back what bob had said a moment before");
    }

    @Test
    void historyDoesNotShowItAnyMore() {
        says(bob, "first");
        long oops = says(bob, "oops");
        says(bob, "last");
        takesBack(bob, oops, "");

        assertThat(cid.asks("/history 10")).anyMatch(line -> line.endsWith("bob: first"))
                .anyMatch(line -> line.endsWith("bob: last")).noneMatch(line -> line.contains("oops"));
    }
}
