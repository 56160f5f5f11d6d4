package dev.chatroom.server.cluster.order;

import static dev.chatroom.core.House.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.House;
import dev.chatroom.core.Membership;
import dev.chatroom.core.Room;
import dev.chatroom.core.Threads;
import dev.chatroom.core.User;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.order.RandomActs;
import dev.chatroom.server.cluster.broker.NatsServer;
import dev.chatroom.server.config.ClusterConfig;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two chats at one broker. */
class SeveralNodesTest {
    @RegisterExtension
    static final NatsServer BROKER = new NatsServer();

    private final ClusterConfig config = BROKER.cluster();
    private final ClusterNode one = new ClusterNode(config, 1);
    private final ClusterNode other = new ClusterNode(config, 2);
    private final House here = new House(limits -> limits, one::with);
    private final House there = new House(limits -> limits, other::with);

    @AfterEach
    void close() {
        here.chat.close();
        there.chat.close();
        one.close();
        other.close();
    }

    private void settle() {
        ClusterNode.await("an answer to all", () -> one.order.underway() + other.order.underway() == 0);
        one.settle();
        other.settle();
    }

    private static List<RoomEvent> happened(House house) {
        Room room = house.chat.room(Recorder.TEA).orElseThrow();
        return LongStream.rangeClosed(1, room.newest())
                .mapToObj(sequence -> room.event(sequence).orElseThrow())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void bothHaveTheSameHistoryWhateverPeopleDoAtOnce(long seed) {
        Membership ann = here.member("ann", "tea");
        List<User> ours = List.of(ann.user(), here.enter("cay"), here.enter("dan"));
        List<User> theirs = List.of(there.member("bob", "tea").user(), there.enter("eve"));
        RandomActs acts = new RandomActs(seed, Recorder.TEA, ours);
        RandomActs theirActs = new RandomActs(seed, Recorder.TEA, theirs);

        Threads.race(Stream.concat(
                ours.stream().map(user -> acts.of(user, here.chat)),
                theirs.stream().map(user -> theirActs.of(user, there.chat))).toList());
        settle();
        // What some were overtaken with too often comes a second later.
        for (int i = 0; i < 5; i++) {
            here.later();
            there.later();
            settle();
        }

        done(ann.say("last"));
        settle();
        assertThat(happened(here)).hasSizeGreaterThan(10).isEqualTo(happened(there));
        assertThat(happened(here)).extracting(RoomEvent::at).isSorted();
    }
}
