package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.text.Nickname;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Users who do things at the same moment. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChatConcurrencyTest {
    private static final int THREADS = 4;

    private final House house = new House(
            limits -> limits.with(Limit.ROOMS_PER_USER, Limit.ROOMS_PER_USER.most()),
            builder -> builder.executor(Thread::startVirtualThread));
    private final Chat chat = house.chat;

    @Test
    void aRoomThatVanishesAndComesBackLosesNobody() {
        Threads.race(IntStream.range(0, THREADS).<Callable<Boolean>>mapToObj(thread -> () -> {
            User user = house.enter("user" + thread);
            for (int i = 0; i < 2_000; i++) {
                Membership place = house.join(user, "cats");
                done(place.say("here"));
                assertThat(chat.room(place.room().name())).as("my room is the room").containsSame(place.room());
                done(chat.leave(place, ""));
                checkOwnVisit(user);
            }
            return true;
        }).toList());

        assertThat(chat.rooms()).isEmpty();
        Membership last = house.member("last", "cats");
        assertThat(last.room().view(9, 9).present()).isEqualTo(1);
    }

    /** From the own joining to the own leaving without a gap. */
    private static void checkOwnVisit(User user) {
        List<Delivery<ChatEvent>> visit = new ArrayList<>();
        assertThat(user.outbox().drain(visit::add)).isFalse();
        long before = 0;
        for (Delivery<ChatEvent> delivery : visit) {
            long sequence = ((Delivery.Event<ChatEvent>) delivery).sequence();
            assertThat(before == 0 || sequence == before + 1).isTrue();
            before = sequence;
        }
        assertThat(own(user, visit.getFirst())).isInstanceOf(ChatEvent.Joined.class);
        assertThat(own(user, visit.getLast())).isInstanceOf(ChatEvent.Left.class);
    }

    private static ChatEvent own(User user, Delivery<ChatEvent> delivery) {
        ChatEvent event = ((Delivery.Event<ChatEvent>) delivery).event();
        assertThat(event.author()).isEqualTo(user.asAuthor());
        return event;
    }

    @RepeatedTest(50)
    void ofTwoWhoWantOneNicknameOneGetsIt() {
        List<User> users = List.of(house.enter("one"), house.enter("two"));

        List<Outcome<Nickname>> outcomes = Threads.race(users.stream()
                .<Callable<Outcome<Nickname>>>map(user -> () -> chat.rename(user, "King"))
                .toList());

        assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
        User king = users.get(outcomes.get(0) instanceof Outcome.Done ? 0 : 1);
        assertThat(chat.find("king")).contains(king);
        assertThat(chat.users()).isEqualTo(2);
        assertThat(users).allMatch(user -> chat.find(user.nickname().text()).orElseThrow() == user);
    }

    @Test
    void everyNicknameIsHeldByOneHoweverManyWantIt() {
        ConcurrentHashMap<String, User> holders = new ConcurrentHashMap<>();
        Threads.race(IntStream.range(0, THREADS).<Callable<Boolean>>mapToObj(thread -> () -> {
            User user = house.enter("user" + thread);
            for (int i = 0; i < 5_000; i++) {
                String wanted = "name" + (i * (thread + 1) % 5);
                holders.remove(user.nickname().key(), user);
                if (chat.rename(user, wanted) instanceof Outcome.Done) {
                    assertThat(holders.put(wanted, user)).as(wanted).isIn(null, user);
                }
            }
            return true;
        }).toList());

        assertThat(chat.users()).isEqualTo(THREADS);
    }

    @RepeatedTest(50)
    void whoeverIsRenamedOrLetInWhileLeavingLeavesNothingBehind() {
        Membership witness = house.member("witness", "cats");
        User user = house.enter("bob");
        CountDownLatch busy = new CountDownLatch(2);

        Threads.race(List.<Callable<Integer>>of(
                () -> untilGone(busy, i -> chat.rename(user, i % 2 == 0 ? "rob" : "bob")),
                () -> untilGone(busy, i -> chat.join(user, "room" + i)),
                () -> {
                    busy.await();
                    chat.leave(user, "");
                    return 0;
                }));

        assertThat(chat.find("bob")).isEmpty();
        assertThat(chat.find("rob")).isEmpty();
        assertThat(user.memberships()).isEmpty();
        assertThat(chat.rooms()).hasSize(1);
        assertThat(witness.room().view(9, 9).present()).isEqualTo(1);
        assertThat(chat.users()).isEqualTo(1);
    }

    @RepeatedTest(50)
    void whoJoinsWhileTheChatClosesIsRefusedOrReadsTheEnd() {
        List<User> users = List.of(house.enter("bob"), house.enter("alice"));
        CountDownLatch busy = new CountDownLatch(2);

        Threads.race(List.<Callable<Integer>>of(
                () -> untilGone(busy, i -> chat.join(users.get(0), "left" + i)),
                () -> untilGone(busy, i -> chat.join(users.get(1), "right" + i)),
                () -> {
                    busy.await();
                    chat.close();
                    return 0;
                }));

        for (User user : users) {
            assertThat(House.reads(user)).endsWith("closed");
            assertThat(user.memberships()).allMatch(place -> place.say("hello") instanceof Outcome.Refused);
        }
    }

    /** Tries again and again until the chat says that it is over; returns how often. */
    private static int untilGone(CountDownLatch busy, IntFunction<Outcome<?>> attempt) {
        for (int tries = 0;; tries++) {
            if (attempt.apply(tries) instanceof Outcome.Refused<?>(Refusal.Gone gone)) {
                return tries;
            }
            busy.countDown();
        }
    }

    @Test
    void whoSpeaksAtOnceIsHeardByAllInOneOrder() {
        List<Membership> speakers =
                IntStream.range(0, THREADS).mapToObj(i -> house.member("user" + i, "cats")).toList();
        speakers.forEach(speaker -> House.reads(speaker.user()));

        Threads.race(speakers.stream().<Callable<Boolean>>map(speaker -> () -> {
            for (int i = 0; i < 500; i++) {
                done(speaker.say("line " + i));
            }
            return true;
        }).toList());

        Set<List<String>> stories = new HashSet<>();
        speakers.forEach(speaker -> stories.add(House.reads(speaker.user())));
        assertThat(stories).hasSize(1);
        assertThat(Collections.max(stories, (a, b) -> a.size() - b.size())).hasSize(THREADS * 500);
    }
}
