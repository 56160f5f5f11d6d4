package dev.chatroom.server.cluster.order;

import static dev.chatroom.core.House.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.House;
import dev.chatroom.core.Membership;
import dev.chatroom.core.Room;
import dev.chatroom.core.Threads;
import dev.chatroom.core.User;
import dev.chatroom.core.codec.EventCodec;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.order.RandomActs;
import dev.chatroom.server.cluster.broker.NatsServer;
import dev.chatroom.server.config.ClusterConfig;
import io.nats.client.impl.Headers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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

    @Test
    void theBrokerSaysWhetherItHasAMessageAndDoesNotTakeIt() throws InterruptedException {
        assertThat(send("one", false)).isEqualTo(new BrokerAnswer.Stored());
        long end = one.end();

        assertThat(send("one", true)).isEqualTo(new BrokerAnswer.Stored());
        assertThat(send("two", true)).isEqualTo(new BrokerAnswer.Missing());
        assertThat(one.end()).isEqualTo(end);
    }

    private BrokerAnswer send(String id, boolean onlyAsked) throws InterruptedException {
        Headers headers = new Headers().put("Nats-Msg-Id", id);
        if (onlyAsked) {
            headers.put("Nats-Expected-Last-Msg-Id", "-");
        }
        return BrokerAnswer.of(one.cluster.connection().request(
                new RoomSubjects(config.prefix()).speech(Recorder.TEA), headers, EventCodec.encode(Recorder.event(1)),
                ClusterNode.PATIENCE));
    }

    @Test
    void linesKeepTheirOrderWhileManyAreUnderwayFromBoth() {
        Membership ann = here.member("ann", "tea");
        Membership bob = there.member("bob", "tea");
        List<Refusal> refused = Collections.synchronizedList(new ArrayList<>());
        Threads.race(Stream.of(ann, bob).<Callable<Boolean>>map(who -> () -> {
            for (int i = 0; i < 500; i++) {
                assertThat(who.postAhead(OutgoingMessage.said("" + i), refused::add)).isEmpty();
            }
            who.user().awaitPlaces();
            return true;
        }).toList());
        settle();

        assertThat(refused).isEmpty();
        assertThat(happened(here)).isEqualTo(happened(there));
        for (String name : List.of("ann", "bob")) {
            assertThat(happened(here)).filteredOn(event -> event instanceof ChatEvent.Message
                    && event.author().nickname().text().equals(name))
                    .extracting(event -> ((ChatEvent.Message) event).text())
                    .containsExactlyElementsOf(
                            IntStream.range(0, 500).mapToObj(Integer::toString).toList());
        }
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
