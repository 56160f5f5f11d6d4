package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ModeChange.FlagChange;
import dev.chatroom.core.event.ModeChange.RankChange;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.RoomView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Operators and those who end sessions act on users who act themselves at the same moment. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ModerationConcurrencyTest {
    private static final int VISITORS = 3;
    private static final int ROUNDS = 1_500;

    private final House house = new House(
            limits -> limits.with(Limit.LOG_EVENTS, 1 << 17).with(Limit.LOG_BYTES, 1 << 30),
            builder -> builder.executor(Thread::startVirtualThread));
    private final Chat chat = house.chat;

    @Test
    void whoIsPutOutAndComesBackAllTheTimeIsWhereTheRoomSaysAndNobodyMissesAnything() {
        Membership operator = house.member("boss", "cats");
        List<User> visitors = IntStream.range(0, VISITORS).mapToObj(i -> house.enter("visitor" + i)).toList();
        AtomicInteger visiting = new AtomicInteger(VISITORS);
        AtomicInteger kicked = new AtomicInteger();
        List<Callable<Boolean>> tasks = new ArrayList<>();
        visitors.forEach(visitor -> tasks.add(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                visit(visitor, i);
            }
            return visiting.decrementAndGet() >= 0;
        }));
        tasks.add(() -> {
            for (int i = 0; visiting.get() > 0; i++) {
                User victim = visitors.get(i % VISITORS);
                Outcome<?> ranked = operator.change(List.of(new RankChange(Rank.VOICE, victim.asAuthor(), true),
                        new FlagChange(RoomFlag.MODERATED, i % 2 == 0)));
                Outcome<?> outcome = chat.moderation().kick(operator, victim, "");
                assertThat(ranked instanceof Outcome.Done || isNotMember(ranked)).isTrue();
                assertThat(outcome instanceof Outcome.Done || isNotMember(outcome)).isTrue();
                kicked.addAndGet(outcome instanceof Outcome.Done ? 1 : 0);
            }
            return true;
        });
        Threads.race(tasks);

        RoomView view = operator.room().view(99, 0);
        assertThat(kicked).as("put out").hasPositiveValue();
        assertThat(view.members()).extracting(RoomView.Member::userId).containsExactlyInAnyOrderElementsOf(
                chat.everybody().filter(user -> !user.memberships().isEmpty()).map(User::id).toList());
        visitors.forEach(ModerationConcurrencyTest::checkVisits);
        assertThat(sequences(operator.user())).isEqualTo(
                LongStream.rangeClosed(1, view.position()).boxed().toList());
    }

    private void visit(User visitor, int round) {
        if (chat.join(visitor, "cats") instanceof Outcome.Done<Membership>(Membership place)) {
            Outcome<?> said = place.say("hi");
            Outcome<?> renamed = chat.rename(visitor, "v" + visitor.id() + (round % 2 == 0 ? "even" : "odd"));
            Outcome<?> left = chat.leave(place, "");
            assertThat(said).isNotNull();
            assertThat(renamed).isNotNull();
            assertThat(left instanceof Outcome.Done || House.refusal(left) instanceof Refusal.NotThere).isTrue();
        }
        assertThat(visitor.memberships()).as("after leaving, whether put out before or not").isEmpty();
    }

    /** Each visit is without a gap, from the own joining to the own leaving or being put out. */
    private static void checkVisits(User visitor) {
        long before = 0;
        for (ChatEvent.RoomEvent event : House.events(visitor, ChatEvent.RoomEvent.class)) {
            boolean own = event.author().userId() == visitor.id();
            if (before == 0) {
                assertThat(own && event instanceof ChatEvent.Joined).as("%s", event).isTrue();
            } else {
                assertThat(event.sequence()).isEqualTo(before + 1);
            }
            boolean left = own && event instanceof ChatEvent.Left;
            boolean kicked = event instanceof ChatEvent.Kicked out && out.member().userId() == visitor.id();
            before = left || kicked ? 0 : event.sequence();
        }
        assertThat(before).as("after the last visit").isZero();
    }

    private static List<Long> sequences(User user) {
        return House.events(user, ChatEvent.RoomEvent.class).stream().map(ChatEvent.RoomEvent::sequence).toList();
    }

    private static boolean isNotMember(Outcome<?> outcome) {
        return House.refusal(outcome) instanceof Refusal.NotMember;
    }

    @RepeatedTest(50)
    void whoIsPutOutWhileLeavingTheChatLeavesNothingBehind() {
        Membership operator = house.member("boss", "cats");
        User bob = house.enter("bob");
        CountDownLatch busy = new CountDownLatch(1);
        Threads.race(List.<Callable<Boolean>>of(
                () -> {
                    while (!(chat.join(bob, "cats") instanceof Outcome.Refused<?>(Refusal.Gone gone))) {
                        busy.countDown();
                    }
                    return true;
                },
                () -> {
                    while (!bob.isGone()) {
                        assertThat(chat.moderation().kick(operator, bob, "")).isNotNull();
                    }
                    return true;
                },
                () -> {
                    busy.await();
                    chat.leave(bob, "");
                    return true;
                }));

        assertThat(bob.memberships()).isEmpty();
        assertThat(operator.room().view(9, 0).present()).isEqualTo(1);
        assertThat(chat.users()).isEqualTo(1);
    }

    @RepeatedTest(200)
    void whoIsLetInWhileLeavingIsCountedRight() {
        User follower = house.enter("follower");
        User guest = chat.arrive("test", Profile.NONE, () -> {
        });
        done(chat.watchList().follow(follower, guest.nickname().text()));

        Threads.race(List.<Callable<Boolean>>of(
                () -> {
                    chat.letIn(guest);
                    return true;
                },
                () -> {
                    chat.leave(guest, "");
                    return true;
                }));

        assertThat(chat.users()).isEqualTo(1);
        assertThat(chat.everybody()).containsExactly(follower);
        assertThat(chat.find(guest.nickname().text())).isEmpty();
        List<String> heard = House.reads(follower);
        assertThat(heard.isEmpty() || heard.getLast().contains("WENT")).as("%s", heard).isTrue();
    }

    @RepeatedTest(100)
    void whoeverIsRenamedWhileLeavingIsTheLastThatIsHeardOfGone() {
        User follower = house.enter("follower");
        User bob = house.enter("bob");
        done(chat.watchList().follow(follower, "bob"));
        done(chat.watchList().follow(follower, "rob"));

        Threads.race(List.<Callable<Boolean>>of(
                () -> chat.rename(bob, "rob") instanceof Outcome.Done,
                () -> {
                    chat.leave(bob, "");
                    return true;
                }));

        List<String> heard = House.reads(follower);
        for (String name : List.of("bob", "rob")) {
            List<String> ofName = heard.stream().filter(line -> line.startsWith(name)).toList();
            assertThat(ofName.isEmpty() || ofName.getLast().contains("WENT")).as("%s", heard).isTrue();
            assertThat(chat.find(name)).isEmpty();
        }
        assertThat(heard).as("bob was there").anyMatch(line -> line.startsWith("bob WENT"));
    }

    @RepeatedTest(50)
    void whoFollowsOthersWhileLeavingFollowsNobody() {
        User bob = house.enter("bob");
        CountDownLatch busy = new CountDownLatch(1);

        Threads.race(List.<Callable<Boolean>>of(
                () -> {
                    for (int i = 0; !(chat.watchList().follow(bob,
                            "name" + i) instanceof Outcome.Refused<?>(Refusal.Gone gone)); i++) {
                        chat.watchList().unfollow(bob, "name" + (i - 50));
                        busy.countDown();
                    }
                    return true;
                },
                () -> {
                    busy.await();
                    assertThat(chat.watchList().of(bob)).isNotNull();
                    chat.leave(bob, "");
                    return true;
                }));

        assertThat(chat.watchList().size()).isZero();
        assertThat(chat.watchList().of(bob)).isEmpty();
        assertThat(chat.users()).isZero();
    }
}
