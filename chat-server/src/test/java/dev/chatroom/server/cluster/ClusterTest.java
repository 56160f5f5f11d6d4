package dev.chatroom.server.cluster;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static dev.chatroom.core.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.Chat;
import dev.chatroom.core.Membership;
import dev.chatroom.core.User;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.cluster.broker.NatsServer;
import dev.chatroom.server.config.ClusterConfig;
import dev.chatroom.server.config.ClusterException;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Chats that are one over a real broker. */
class ClusterTest {
    private static final RoomName TEA = new RoomName("tea", "tea");

    @RegisterExtension
    static final NatsServer BROKER = new NatsServer();

    private final String prefix = BROKER.cluster().prefix();
    private final List<Node> nodes = new ArrayList<>();

    private final class Node implements AutoCloseable {
        final Cluster cluster;
        final Chat chat;

        Node(String name) throws ClusterException {
            cluster = Cluster.open(NatsServer.cluster(name, prefix, BROKER.address()), Clock.systemUTC());
            chat = cluster.openChat(Chat.builder().limits(Limits.standard().with(Limit.RATE, 0)));
            nodes.add(this);
        }

        Membership member(String name, String room) {
            User user = chat.enter("192.0.2.1", Profile.NONE, () -> {
            });
            done(chat.rename(user, name));
            return done(chat.join(user, room));
        }

        User found(String name) {
            await(name + " is known", () -> chat.find(name).isPresent());
            return chat.find(name).orElseThrow();
        }

        @Override
        public void close() {
            chat.close();
            cluster.close();
        }
    }

    @AfterEach
    void close() {
        nodes.forEach(Node::close);
    }

    private static void await(String what, BooleanSupplier reached) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("%s", what).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void peopleOfTwoNodesTalkInOneRoom() throws ClusterException {
        Node a = new Node("a");
        Node b = new Node("b");
        Membership ann = a.member("ann", "tea");
        Membership bob = b.member("bob", "tea");
        done(ann.say("hello"));
        done(bob.say("hi"));
        await("both lines are here", () -> ann.room().newest() == 4);

        assertThat(reads(ann.user())).containsExactly(
                "tea 1 ann joins", "tea 2 bob joins", "tea 3 ann: hello", "tea 4 bob: hi");
        await("and there", () -> bob.room().newest() == 4);
        assertThat(reads(bob.user())).endsWith("tea 3 ann: hello", "tea 4 bob: hi");
        done(a.chat.tell(ann.user(), a.found("bob").nickname().text(), "psst"));
        assertThat(reads(bob.user())).containsExactly("ann -> bob: psst");
        assertThat(a.chat.viewFor(ann.user()).nodeOf(a.found("bob"))).isEqualTo("b");
        assertThat(a.chat.users()).isEqualTo(2);
    }

    @Test
    void aNameIsHeldByOneOfAll() throws ClusterException {
        Node a = new Node("a");
        Node b = new Node("b");
        Membership ann = a.member("ann", "tea");
        Membership bob = b.member("bob", "tea");
        a.found("bob");
        assertThat(refusal(a.chat.rename(ann.user(), "bob"))).isEqualTo(new Refusal.NameTaken("bob"));
        for (int i = 0; i < 200; i++) {
            String name = "name" + i;
            Thread other = Thread.ofVirtual().unstarted(() -> {
                var unused = b.chat.rename(bob.user(), name);
            });
            other.start();
            Outcome<?> mine = a.chat.rename(ann.user(), name);
            join(other);
            boolean isMine = ann.user().nickname().text().equals(name);
            assertThat(mine instanceof Outcome.Done).isEqualTo(isMine);
            assertThat(bob.user().nickname().text().equals(name)).isEqualTo(!isMine);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    @Test
    void whoeverComesLaterKnowsWhatHasHappenedAndWhoIsThere() throws ClusterException {
        Node a = new Node("a");
        Membership ann = a.member("ann", "tea");
        done(ann.setTopic("ours"));
        Node b = new Node("b");

        assertThat(b.chat.find("ann")).isPresent();
        assertThat(b.chat.room(TEA).orElseThrow().view(10, 10).topic().text()).isEqualTo("ours");
        assertThat(b.member("bob", "tea").isOperator()).isFalse();
    }

    @Test
    void thePeopleOfANodeThatEndsAreGone() throws ClusterException {
        Node a = new Node("a");
        Node b = new Node("b");
        Membership ann = a.member("ann", "tea");
        b.member("bob", "tea");
        a.found("bob");
        b.close();
        nodes.remove(b);
        await("bob has gone", () -> a.chat.find("bob").isEmpty());
        await("from the room too", () -> ann.room().memberIds().size() == 1);
        done(a.chat.rename(ann.user(), "bob"));
    }

    @Test
    void twoNodesHaveTwoNames() throws ClusterException {
        Node a = new Node("a");
        a.member("ann", "tea");
        assertThatThrownBy(() -> new Node("a"))
                .isInstanceOf(ClusterException.class)
                .hasMessage("there is a node a in the cluster already; choose another name with --node");
    }

    @Test
    void aBrokerThatBeginsAnewIsReachedAgain() throws IOException {
        Node a = new Node("a");
        Node b = new Node("b");
        Membership ann = a.member("ann", "tea");
        Membership bob = b.member("bob", "tea");
        a.found("bob");
        BROKER.kill();
        await("it is noticed", a.cluster::isCutOff);
        assertThat(refusal(ann.say("lost"))).isEqualTo(new Refusal.CutOff());
        assertThat(refusal(a.chat.tell(ann.user(), "bob", "psst"))).isEqualTo(new Refusal.CutOff());
        BROKER.start();
        await("it is there again", () -> ann.say("again") instanceof Outcome.Done);
        await("for the other too", () -> bob.say("yes") instanceof Outcome.Done);

        await("names are as before", () -> a.chat.find("bob").isPresent() && b.chat.find("ann").isPresent());
        done(b.chat.tell(bob.user(), "ann", "there?"));
        done(a.chat.rename(ann.user(), "amy"));
        await("the new name is known", () -> b.chat.find("amy").isPresent());
        assertThat(ann.room().memberIds()).hasSize(2);
    }

    @Test
    void aClusterThatCannotBeReachedIsSaidInALine() {
        ClusterConfig nowhere = new ClusterConfig(List.of("nats://127.0.0.1:1"), "a",
                new ClusterConfig.Login.Anonymous(), Optional.empty(), prefix, 1, Optional.empty());
        assertThatThrownBy(() -> Cluster.open(nowhere, Clock.systemUTC()))
                .isInstanceOf(ClusterException.class)
                .hasMessage("no broker of the cluster can be reached at nats://127.0.0.1:1: Connection refused");
    }
}
