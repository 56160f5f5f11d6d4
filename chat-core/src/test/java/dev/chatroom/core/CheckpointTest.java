package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.codec.CheckpointCodec;
import dev.chatroom.core.codec.MalformedEventException;
import dev.chatroom.core.directory.SharedDirectory;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ModeChange.FlagChange;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.order.RandomActs;
import dev.chatroom.core.order.SharedStream;
import dev.chatroom.core.room.RoomCheckpoint;
import dev.chatroom.core.room.RoomOwner;
import dev.chatroom.core.text.RoomName;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A chat that takes up the rooms of another, and is handed only what came later, is as if it had been handed everything. */
class CheckpointTest {
    private static final RoomName TEA = new RoomName("tea", "tea");

    private final SharedStream stream = new SharedStream();
    private final House house = new House(limits -> limits, stream::with);
    private final Membership ann = house.member("ann", "tea");

    @AfterEach
    void close() {
        house.chat.close();
        stream.close();
    }

    /** As they are when they have been kept somewhere. */
    private static List<RoomCheckpoint> taken(House from) {
        return from.chat.checkpoint().map(room -> {
            try {
                return CheckpointCodec.decode(CheckpointCodec.encode(room));
            } catch (MalformedEventException broken) {
                throw new AssertionError(broken);
            }
        }).toList();
    }

    private House begin(long after, List<RoomCheckpoint> rooms) {
        return new House(limits -> limits, builder -> stream.with(builder, after).checkpoint(rooms));
    }

    private static List<RoomCheckpoint> byName(House of) {
        return of.chat.checkpoint()
                .sorted(Comparator.comparing(room -> room.snapshot().name().key()))
                .toList();
    }

    @Test
    void aRoomGoesOnWithAllThatItWas() {
        House.change(ann, new FlagChange(RoomFlag.INVITE_ONLY, true));
        User bob = house.enter("bob");
        done(house.chat.moderation().invite(ann, bob));
        done(ann.say("hello"));
        done(ann.setTopic("cups"));
        stream.settle();

        House later = begin(stream.handed(), taken(house));

        assertThat(byName(later)).isEqualTo(byName(house)).hasSize(1);
        Room room = later.chat.room(TEA).orElseThrow();
        assertThat(room.view(9, 9).owner()).as("it was not deserted").isEqualTo(RoomOwner.FIRST_MEMBER);
        assertThat(room.view(9, 9).recent()).extracting(Message::text).containsExactly("hello");
        done(house.chat.join(bob, "tea"));
        done(ann.say("welcome"));
        stream.settle();
        assertThat(byName(later)).isEqualTo(byName(house));
        assertThat(room.event(room.newest()).orElseThrow())
                .isEqualTo(ann.room().event(ann.room().newest()).orElseThrow());
        later.chat.close();
    }

    @Test
    void somebodyOfThereIsKnownToBeInTheRoom() {
        SharedDirectory directory = new SharedDirectory();
        House one = new House(limits -> limits, builder -> stream.with(builder).directory(directory.node("a")));
        User bob = one.member("bob", "milk").user();
        stream.settle();
        directory.settle();
        long after = stream.handed();
        List<RoomCheckpoint> rooms = taken(one);

        House later = new House(limits -> limits, builder -> stream.with(builder, after)
                .checkpoint(rooms).directory(directory.node("b")));
        directory.settle();

        assertThat(later.chat.find("bob").orElseThrow().membership(new RoomName("milk", "milk"))).isPresent();
        assertThat(later.chat.find("bob").orElseThrow().id()).isEqualTo(bob.id());
        Stream.of(one, later).forEach(each -> each.chat.close());
        directory.close();
    }

    @Test
    void whatTheRoomIncludesHappensOnce() {
        long before = stream.handed();
        done(ann.say("hello"));
        stream.settle();

        House later = begin(before, taken(house));
        stream.settle();

        assertThat(byName(later)).isEqualTo(byName(house));
        assertThat(later.chat.room(TEA).orElseThrow().newest()).isEqualTo(2);
        later.chat.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void roomsThatAreTakenWhilePeopleActAreTheSameInTheEnd(long seed) {
        List<User> inTea = List.of(ann.user(), house.enter("cay"), house.enter("dan"));
        RandomActs acts = new RandomActs(seed, TEA, inTea);
        List<User> others = List.of(house.enter("eve"), house.enter("fay"));

        Threads.Running<Boolean> acting = Threads.start(() -> {
            Threads.race(Stream.concat(
                    inTea.stream().map(user -> acts.of(user, house.chat)),
                    others.stream().map(user -> comingAndGoing(user, seed))).toList());
            return true;
        });
        List<House> later = Stream.generate(() -> {
            long after = stream.handed();
            return begin(after, taken(house));
        }).limit(8).toList();
        acting.get();
        for (int i = 0; i < 5; i++) {
            house.later();
            stream.settle();
        }

        assertThat(later).allSatisfy(one -> assertThat(byName(one)).isEqualTo(byName(house)));
        later.forEach(one -> one.chat.close());
    }

    /** Rooms that begin and end again and again. */
    private Callable<Boolean> comingAndGoing(User user, long seed) {
        return () -> {
            Random random = new Random(seed + user.id());
            for (int i = 0; i < 120; i++) {
                String room = "milk" + random.nextInt(2);
                var unused = user.membership(new RoomName(room, room))
                        .map(place -> random.nextInt(3) == 0
                                ? place.setTopic("t" + random.nextInt())
                                : house.chat.leave(place, ""))
                        .orElseGet(() -> house.chat.join(user, room));
            }
            return true;
        };
    }
}
