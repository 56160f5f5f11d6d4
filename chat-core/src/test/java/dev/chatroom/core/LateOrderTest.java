package dev.chatroom.core;

import static dev.chatroom.core.House.change;
import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static dev.chatroom.core.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.chatroom.core.broadcast.Subscription;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.ModesChanged;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.ChatEvent.TopicChanged;
import dev.chatroom.core.event.ModeChange.FlagChange;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What comes of it when an event has its place later, and when others are faster. */
class LateOrderTest extends LateOrderFixture {
    private static final int MOST_TRIES = 64;

    @Test
    void aChangeIsDecidedAnewWhenSomebodyWasFaster() {
        Membership ann = house.member("ann", "tea");
        Membership bob = house.member("bob", "tea");
        stream.before(event -> {
            if (event instanceof TopicChanged) {
                stream.before(next -> {
                });
                stream.overtake(new ModesChanged(elsewhere(), List.of(new FlagChange(RoomFlag.TOPIC_LOCKED, true))));
            }
        });

        assertThat(refusal(bob.setTopic("mine"))).isEqualTo(new Refusal.NotOperator(TEA));
        assertThat(done(ann.setTopic("ours")).sequence()).isEqualTo(4);
    }

    @Test
    void whoeverIsOvertakenAgainAndAgainIsRefused() {
        Membership ann = house.member("ann", "tea");
        AtomicInteger tries = new AtomicInteger();
        stream.before(event -> {
            tries.incrementAndGet();
            stream.overtake(new TopicChanged(elsewhere(), "other"));
        });

        assertThat(refusal(ann.setTopic("mine"))).isEqualTo(new Refusal.Overtaken(TEA));
        assertThat(tries).hasValue(MOST_TRIES);
        assertThat(ann.room().view(0, 0).topic().text()).isEqualTo("other");
    }

    @Test
    void speechIsNotOvertaken() {
        Membership ann = house.member("ann", "tea");
        stream.before(event -> stream.overtake(new TopicChanged(elsewhere(), "other")));

        assertThat(done(ann.say("hello")).sequence()).isEqualTo(3);
        assertThat(stream.overtaken()).isZero();
    }

    @Test
    void readersAreCalledOnceForAllThatIsHandedOverAtOnce() {
        List<Membership> three = Stream.of("ann", "bob", "cay").map(name -> house.member(name, "tea")).toList();
        List<Integer> read = new ArrayList<>();
        AtomicReference<Subscription<ChatEvent>> reader = new AtomicReference<>();
        reader.set(three.get(0).room().observe(0, () -> read.add(readAll(reader.get()))));
        assertThat(readAll(reader.get())).isZero();

        stream.hold();
        List<Threads.Running<Message>> saying =
                three.stream().map(each -> Threads.start(() -> done(each.say("hello")))).toList();
        stream.awaitAsked(3);
        stream.release();

        assertThat(saying).extracting(each -> each.get().sequence()).containsExactlyInAnyOrder(4L, 5L, 6L);
        assertThat(read).containsExactly(3);
    }

    private static int readAll(Subscription<ChatEvent> reader) {
        int read = 0;
        while (reader.poll() != null) {
            read++;
        }
        return read;
    }

    @Test
    void whoeverIsInABatchWhenTheChatClosesIsToldSo() {
        Membership ann = house.member("ann", "tea");
        stream.hold();
        Threads.Running<Refusal> saying = Threads.start(() -> refusal(ann.say("hello")));
        stream.awaitAsked(1);
        stream.neverEndBatches();
        stream.release();
        stream.awaitAsked(0);

        house.chat.close();
        assertThat(saying.get()).isEqualTo(new Refusal.Gone());
    }

    @Test
    void speechOvertakesNoChange() {
        Membership ann = house.member("ann", "tea");
        Membership bob = house.member("bob", "tea");
        stream.hold();
        Threads.Running<Message> saying = Threads.start(() -> done(bob.say("hello")));
        stream.awaitAsked(1);
        Threads.Running<TopicChanged> changing = Threads.start(() -> done(ann.setTopic("ours")));
        stream.awaitAsked(2);
        stream.release();

        assertThat(saying.get().sequence()).isEqualTo(3);
        assertThat(changing.get().sequence()).isEqualTo(4);
        assertThat(stream.overtaken()).isZero();
    }

    @Test
    void peopleOfOneChatDoNotOvertakeEachOther() {
        Membership ann = house.member("ann", "tea");
        int before = stream.overtaken();

        Threads.race(IntStream.range(0, 12).<Callable<Membership>>mapToObj(
                i -> () -> house.member("user" + i, "tea")).toList());

        assertThat(ann.room().memberIds()).hasSize(13);
        assertThat(stream.overtaken()).isEqualTo(before);
    }

    @Test
    void whatIsUnderwayWhenTheStreamIsLostDoesNotCome() {
        Membership ann = house.member("ann", "tea");
        stream.hold();
        Threads.Running<Outcome<Message>> saying = Threads.start(() -> ann.say("lost"));
        stream.awaitAsked(1);
        stream.cutOff(true);
        stream.release();

        assertThat(refusal(saying.get())).isEqualTo(new Refusal.CutOff());
        stream.cutOff(false);
        assertThat(done(ann.say("after")).sequence()).isEqualTo(2);
    }

    @Test
    void aChatThatClosesLeavesNobodyWaiting() {
        Membership ann = house.member("ann", "tea");
        Membership bob = house.member("bob", "tea");
        User cay = house.enter("cay");
        stream.hold();
        List<Threads.Running<Outcome<?>>> waiting = new ArrayList<>();
        waiting.add(Threads.start(() -> ann.say("hello")));
        stream.awaitAsked(1);
        waiting.add(Threads.start(() -> bob.say("hello")));
        stream.awaitAsked(2);
        waiting.add(Threads.start(() -> house.chat.join(cay, "tea")));
        stream.awaitAsked(3);
        waiting.forEach(Threads.Running::untilParked);
        house.chat.close();

        assertThat(waiting).allSatisfy(each -> assertThat(refusal(each.get())).isEqualTo(new Refusal.Gone()));
        stream.release();
        stream.settle();
        assertThat(cay.memberships()).isEmpty();
        assertThat(ann.room().newest()).isEqualTo(2);
    }

    @Test
    void whatIsHandedOverTwiceHappensOnce() {
        Membership ann = house.member("ann", "tea");
        RoomEvent said = done(ann.say("hello"));
        stream.repeat(said);

        assertThat(ann.room().newest()).isEqualTo(2);
        assertThat(reads(ann.user())).containsExactly("tea 1 ann joins", "tea 2 ann: hello");
    }

    @Test
    void whatIsSaidToARoomThatAllLeftComesToNothing() {
        Membership ann = house.member("ann", "tea");
        User bob = house.enter("bob");
        change(ann, new FlagChange(RoomFlag.MEMBERS_ONLY, false));
        Room room = ann.room();
        stream.hold();
        Threads.Running<Outcome<Membership>> leaving = Threads.start(() -> house.chat.leave(ann, ""));
        stream.awaitAsked(1);
        Threads.Running<Outcome<RoomEvent>> saying =
                Threads.start(() -> house.chat.post(bob, room, OutgoingMessage.said("anybody?")));
        stream.awaitAsked(2);
        stream.release();

        done(leaving.get());
        assertThat(refusal(saying.get())).isEqualTo(new Refusal.Gone());
        assertThat(house.chat.room(TEA)).isEmpty();
    }

    @Test
    void quietComingAndGoingIsSummedUp() {
        Membership ann = house.member("ann", "tea");
        for (int i = 0; i < 21; i++) {
            Membership unused = house.member("user" + i, "tea");
        }
        house.later();
        stream.settle();

        assertThat(reads(ann.user())).endsWith("tea 22 user20 slips in", "tea 23 +1 -0 = 22");
    }

    @Test
    void chatsThatShareAnOrderNeedIdsOfTheirOwn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.with(Chat.builder()).eventIds(null).open())
                .withMessageContaining("eventIds");
        assertThatIllegalArgumentException().isThrownBy(() -> stream.with(Chat.builder()).userIds(null).open());
    }
}
