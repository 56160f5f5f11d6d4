package dev.chatroom.server.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Chat;
import dev.chatroom.core.Threads;
import dev.chatroom.core.event.ChatEvent.Said;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.order.SharedStream;
import dev.chatroom.server.dialect.Next;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lines of somebody at a terminal that have their places later than they are said. */
class LateLinesTest {
    private final SharedStream stream = new SharedStream();
    private final Chat chat = stream.with(Chat.builder().limits(Limits.standard().with(Limit.RATE, 0)))
            .executor(Runnable::run)
            .open();
    private final PlainPerson ann = new PlainPerson(chat, "ann");
    private final PlainPerson bob = new PlainPerson(chat, "bob");

    @AfterEach
    void close() {
        chat.close();
        stream.close();
    }

    @Test
    void aLineDoesNotWaitForTheOneBefore() {
        List<String> unused = bob.reads();
        stream.hold();
        ann.does("one");
        ann.does("/me two");
        ann.does("three");
        stream.awaitAsked(3);
        stream.release();
        stream.settle();

        assertThat(bob.reads()).containsExactly("ann: one", "~ ann two", "ann: three");
    }

    @Test
    void aCommandComesAfterTheLinesBefore() {
        stream.hold();
        ann.does("one");
        Threads.Running<Next> asking = Threads.start(() -> ann.tries("/nick amy")).untilParked();
        assertThat(ann.user.nickname().text()).isEqualTo("ann");
        stream.release();

        assertThat(asking.get()).isInstanceOf(Next.Continue.class);
        assertThat(bob.reads()).endsWith("ann: one", "* ann is now amy");
    }

    @Test
    void whoSaidALineThatIsLostIsToldWhich() {
        String lost = "lost in the middle of a long line that nobody can say again by heart";
        stream.before(event -> stream.cutOff(event instanceof Said said && said.text().equals(lost)));
        List<String> unused = ann.reads();
        stream.hold();
        ann.does("one");
        ann.does(lost);
        ann.does("three");
        stream.release();
        ann.user.awaitPlaces();

        assertThat(ann.reads()).contains("* “lost in the middle of a long line that n…” was not said: this server"
                + " cannot reach the others now; try again later");
        assertThat(bob.reads()).endsWith("ann: one", "ann: three");
    }
}
