package dev.chatroom.server.cluster.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.directory.Delivered;
import dev.chatroom.core.directory.Directory;
import dev.chatroom.core.directory.Person;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.Announced;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.server.cluster.broker.ClusterConnection;
import dev.chatroom.server.cluster.broker.NatsServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is for one person, over a real broker. */
class PersonalMailTest {
    @RegisterExtension
    static final NatsServer BROKER = new NatsServer();

    private static final Author ANN = new Author(7, new Nickname("ann", "ann"), Profile.NONE);
    private static final Person BOB = new Person(
            new Author(8, new Nickname("bob", "bob"), Profile.NONE), "b", "", Instant.EPOCH, true, Optional.empty(),
            Set.of());

    /** Takes all, and notes it. */
    private static final class Taking implements Directory.Receiver {
        private final List<Long> taken = new CopyOnWriteArrayList<>();

        @Override
        public void put(Person person) {
            // Nobody comes.
        }

        @Override
        public void remove(long userId) {
            // Nobody goes.
        }

        @Override
        public void nameLost(long userId) {
            // Nobody wants a name.
        }

        @Override
        public Delivered deliver(long userId, ChatEvent event) {
            assertThat(userId).isEqualTo(BOB.id());
            taken.add(event.id());
            return Delivered.DELIVERED;
        }

        @Override
        public void announce(Announced event, Optional<UserMode> among) {
            // It is for one.
        }
    }

    private static ChatEvent numbered(long id) {
        return new Announced(id, Instant.EPOCH, ANN, "psst");
    }

    @Test
    void whatWasAnsweredWithCutOffDoesNotComeLater() throws IOException, InterruptedException {
        String prefix = BROKER.cluster().prefix();
        Taking taking = new Taking();
        try (ClusterConnection a = NatsServer.open(NatsServer.cluster("a", prefix, BROKER.address()));
                ClusterConnection b = NatsServer.open(NatsServer.cluster("b", prefix, BROKER.address()));
                PersonalMail here = new PersonalMail(a, 1, () -> true);
                PersonalMail there = new PersonalMail(b, 2, () -> true)) {
            there.open(taking);
            b.connection().flush(Duration.ofSeconds(20));
            assertThat(here.deliver(BOB, numbered(1))).isEqualTo(Delivered.DELIVERED);
            BROKER.standStill(true);
            try {
                awaitSilence(a);
                assertThat(here.deliver(BOB, numbered(2))).isEqualTo(Delivered.CUT_OFF);
            } finally {
                BROKER.standStill(false);
            }
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (here.deliver(BOB, numbered(3)) != Delivered.DELIVERED) {
                assertThat(System.nanoTime()).isLessThan(deadline);
            }
        } catch (TimeoutException late) {
            throw new AssertionError(late);
        }
        assertThat(taking.taken).containsExactly(1L, 3L);
    }

    /** A process that is told to stand still may do some more first. */
    private static void awaitSilence(ClusterConnection from) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (answers(from)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    private static boolean answers(ClusterConnection from) throws InterruptedException {
        try {
            from.connection().flush(Duration.ofMillis(200));
            return true;
        } catch (TimeoutException silent) {
            return false;
        }
    }

    @Test
    void ofTwoProcessesOfOneNameOnlyTheOneWithTheLeaseAnswers() throws Exception {
        String prefix = BROKER.cluster().prefix();
        Taking former = new Taking();
        Taking latter = new Taking();
        try (ClusterConnection a = NatsServer.open(NatsServer.cluster("a", prefix, BROKER.address()));
                ClusterConnection b = NatsServer.open(NatsServer.cluster("b", prefix, BROKER.address()));
                PersonalMail here = new PersonalMail(a, 1, () -> true);
                PersonalMail stalled = new PersonalMail(b, 2, () -> false);
                PersonalMail there = new PersonalMail(b, 3, () -> true)) {
            stalled.open(former);
            there.open(latter);
            b.connection().flush(Duration.ofSeconds(20));
            for (int i = 1; i <= 20; i++) {
                assertThat(here.deliver(BOB, numbered(i))).isEqualTo(Delivered.DELIVERED);
            }
        }
        assertThat(latter.taken).hasSize(20);
        assertThat(former.taken).isEmpty();
    }
}
