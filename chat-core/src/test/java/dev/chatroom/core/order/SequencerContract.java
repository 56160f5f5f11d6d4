package dev.chatroom.core.order;

import static dev.chatroom.core.House.change;
import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static dev.chatroom.core.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.House;
import dev.chatroom.core.Membership;
import dev.chatroom.core.Threads;
import dev.chatroom.core.User;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.Renamed;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange.FlagChange;
import dev.chatroom.core.event.ModeChange.LimitChange;
import dev.chatroom.core.event.ModeChange.MaskChange;
import dev.chatroom.core.event.ModeChange.RankChange;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.JoinOptions;
import dev.chatroom.core.room.RoomOwner;
import dev.chatroom.core.room.RoomState;
import dev.chatroom.core.room.RoomView;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Sequencer} does, seen through a chat whose events it gives their places. */
public abstract class SequencerContract extends SequencerScene {
    @Test
    void allReadOneOrderWithoutGaps() {
        List<Membership> all = List.of(ann, bob, house.member("cay", "tea"), house.member("dan", "tea"));
        all.forEach(each -> events(each.user()));

        Threads.race(all.stream().<Callable<Boolean>>map(each -> () -> {
            speak(each);
            return true;
        }).toList());

        List<RoomEvent> read = events(ann.user());
        assertThat(read).hasSize(4 * LINES);
        assertThat(all.subList(1, 4)).allSatisfy(each -> assertThat(events(each.user())).isEqualTo(read));
        assertThat(read).extracting(RoomEvent::sequence)
                .containsExactlyElementsOf(LongStream.rangeClosed(5, 4 + 4 * LINES).boxed().toList());
        assertThat(read).extracting(RoomEvent::id).isSorted().doesNotHaveDuplicates();
        assertThat(read).extracting(RoomEvent::at).isSorted();
    }

    @Test
    void eachPersonsLinesStayInTheirOrder() {
        Threads.race(List.<Callable<Boolean>>of(() -> {
            speak(ann);
            return true;
        }, () -> {
            speak(bob);
            return true;
        }));

        for (String name : List.of("ann", "bob")) {
            assertThat(happened(ann.room()).stream()
                    .filter(event -> event instanceof Message && event.author().nickname().text().equals(name))
                    .map(event -> ((Message) event).text()))
                    .containsExactlyElementsOf(Stream.iterate(0, i -> i + 1).limit(LINES).map(i -> name + " " + i)
                            .toList());
        }
    }

    @Test
    void whoDidItIsToldTheEventThatOthersRead() {
        events(bob.user());

        List<RoomEvent> told = List.of(
                done(ann.say("hello")), done(ann.setTopic("tea")), done(ann.redact(done(ann.say("no")).id(), "")));

        assertThat(events(bob.user())).hasSize(4).containsAll(told);
        assertThat(told).extracting(RoomEvent::sequence).containsExactly(3L, 4L, 6L);
    }

    @Test
    void readersHaveBeenCalledWhenTheAuthorIsTold() {
        AtomicInteger calls = new AtomicInteger();
        var reader = ann.room().observe(0, calls::incrementAndGet);

        for (int line = 1; line <= 3; line++) {
            assertThat(reader.poll()).isNull();
            done(ann.say("line " + line));
            assertThat(calls).hasValue(line);
            assertThat(reader.poll()).isNotNull();
        }
    }

    @Test
    void ownSideKnowsByItsMarkWhatItAskedFor() {
        events(ann.user());
        ann.user().setRequest("first");
        done(ann.say("one"));
        ann.user().setRequest("second");
        done(ann.setTopic("two"));
        ann.user().setRequest(null);
        done(ann.say("three"));

        assertThat(events(ann.user())).extracting(ann.user()::takeRequest).containsExactly("first", "second", null);
    }

    @Test
    void whatIsRefusedTakesNoPlace() {
        change(ann, new FlagChange(RoomFlag.MODERATED, true));
        long before = done(ann.say("quiet")).sequence();

        assertThat(refusal(bob.say("hello"))).isInstanceOf(Refusal.MayNotSpeak.class);
        assertThat(refusal(bob.setTopic("mine"))).isInstanceOf(Refusal.MayNotSpeak.class);
        assertThat(refusal(bob.change(List.of(new FlagChange(RoomFlag.SECRET, true)))))
                .isInstanceOf(Refusal.NotOperator.class);
        assertThat(change(ann, new FlagChange(RoomFlag.MODERATED, true))).isEmpty();

        assertThat(done(ann.say("still")).sequence()).isEqualTo(before + 1);
        settle();
        assertThat(ann.room().newest()).isEqualTo(before + 1);
    }

    @Test
    void noneOfTwoPeoplesChangesIsLost() {
        change(ann, new RankChange(Rank.OPERATOR, bob.user().id(), bob.user().nickname(), true));

        Threads.race(Stream.of(ann, bob).<Callable<Boolean>>map(each -> () -> {
            for (int i = 0; i < 20; i++) {
                change(each, new MaskChange(MaskKind.BAN, each.user().nickname() + "" + i + "!*@*", true));
            }
            return true;
        }).toList());

        assertThat(ann.room().modes().masks(MaskKind.BAN)).hasSize(40);
    }

    @Test
    void theLastPlaceIsTakenOnce() {
        change(ann, new LimitChange(3));
        List<User> users = Stream.of("cay", "dan", "eve", "fay", "gus", "hal").map(house::enter).toList();

        List<Outcome<Membership>> outcomes = Threads.race(users.stream()
                .<Callable<Outcome<Membership>>>map(user -> () -> house.chat.join(user, "tea")).toList());

        assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(outcome -> outcome instanceof Outcome.Refused<Membership>(Refusal why)
                && why instanceof Refusal.RoomFull).hasSize(5);
        assertThat(users).filteredOn(user -> !user.memberships().isEmpty()).hasSize(1);
        assertThat(ann.room().memberIds()).hasSize(3);
    }

    @Test
    void renamingHappensOnceInEachRoom() {
        Membership inMilk = house.join(ann.user(), "milk");
        Membership bobInMilk = house.join(bob.user(), "milk");
        events(bob.user());

        Threads.race(List.<Callable<Boolean>>of(() -> {
            speak(bob);
            speak(bobInMilk);
            return true;
        }, () -> {
            for (String name : List.of("amy", "ada", "abi")) {
                done(house.chat.rename(ann.user(), name));
            }
            return true;
        }));

        List<Renamed> renamed = events(bob.user()).stream()
                .filter(Renamed.class::isInstance).map(Renamed.class::cast).toList();
        assertThat(renamed).extracting(event -> event.author().nickname() + " in " + event.room())
                .containsExactlyInAnyOrder(
                        "ann in tea", "ann in milk", "amy in tea", "amy in milk", "ada in tea", "ada in milk");
        assertThat(renamed.stream().map(Renamed::renaming).distinct()).hasSize(3);
        assertThat(Stream.of(ann, inMilk).map(each -> each.now().orElseThrow().nickname().text())).containsOnly("abi");
    }

    @Test
    void whoIsPutOutIsOutWhenTheyReadOfIt() {
        events(bob.user());
        done(house.chat.moderation().kick(ann, bob.user(), "go"));

        assertThat(bob.hasEnded()).isTrue();
        assertThat(bob.user().memberships()).isEmpty();
        done(ann.say("gone"));
        assertThat(reads(bob.user())).containsExactly("tea 3 ann kicks bob (go)");
        assertThat(refusal(bob.say("no"))).isInstanceOf(Refusal.NotThere.class);
        house.join(bob.user(), "tea");
        assertThat(reads(bob.user())).containsExactly("tea 5 bob joins");
    }

    @Test
    void aRoomThatAllLeftBeginsAnew() {
        done(house.chat.leave(bob, ""));
        done(house.chat.leave(ann, ""));
        assertThat(house.chat.room(TEA)).isEmpty();

        assertThat(refusal(house.chat.leave(ann, ""))).isInstanceOf(Refusal.NotThere.class);
        assertThat(house.join(ann.user(), "tea").isOperator()).isTrue();
        assertThat(reads(ann.user())).endsWith("tea 1 ann joins");
    }

    @Test
    void whoLeavesTheChatLeavesAllRooms() {
        house.join(bob.user(), "milk");
        house.join(ann.user(), "milk");
        reads(ann.user());
        house.chat.leave(bob.user(), "bye");

        assertThat(reads(ann.user())).containsExactlyInAnyOrder("tea 3 bob leaves (bye)", "milk 3 bob leaves (bye)");
        assertThat(bob.user().memberships()).isEmpty();
        assertThat(ann.room().memberIds()).containsExactly(ann.user().id());
    }

    @Test
    void theWelcomeComesRightAfterComingIn() {
        Threads.Running<Boolean> talking = Threads.start(() -> {
            speak(bob);
            return true;
        });
        User cay = house.enter("cay");
        done(house.chat.join(cay, "tea", JoinOptions.welcomed(0, House.text("welcome"))));
        talking.get();

        List<String> read = reads(cay);
        assertThat(read.get(0)).endsWith(" cay joins");
        assertThat(read.get(1)).startsWith("= welcome of " + read.get(0).replace(" cay joins", " with"));
    }

    @Test
    void nothingHappensInAChatThatIsClosed() {
        long newest = ann.room().newest();
        house.chat.close();

        assertThat(refusal(ann.say("hello"))).isEqualTo(new Refusal.Gone());
        assertThat(refusal(ann.setTopic("late"))).isEqualTo(new Refusal.Gone());
        assertThat(refusal(house.chat.join(bob.user(), "milk"))).isEqualTo(new Refusal.Gone());
        settle();
        assertThat(ann.room().newest()).isEqualTo(newest);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theEventsGiveTheRoomWhateverPeopleDoAtOnce(long seed) {
        List<User> people = List.of(ann.user(), bob.user(), house.enter("cay"), house.enter("dan"), house.enter("eve"));
        RandomActs acts = new RandomActs(seed, TEA, people);

        Threads.race(people.stream().map(user -> acts.of(user, house.chat)).toList());
        settle();

        RoomState replayed = new RoomState(RoomOwner.FIRST_MEMBER, house.chat.limits().of(Limit.HISTORY));
        happened(ann.room()).forEach(replayed::apply);
        RoomView now = ann.room().view(100, 100);
        assertThat(replayed.view(TEA, now.createdAt(), 100, 100)).isEqualTo(now);
        assertThat(happened(ann.room())).extracting(RoomEvent::id).isSorted().doesNotHaveDuplicates();
        assertThat(people).allSatisfy(user -> {
            assertThat(user.membership(TEA).isPresent()).isEqualTo(ann.room().member(user.id()).isPresent());
            ann.room().member(user.id()).ifPresent(
                    member -> assertThat(member.nickname()).isEqualTo(user.nickname()));
        });
    }
}
