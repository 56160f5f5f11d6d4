package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static dev.chatroom.core.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.chatroom.core.event.ChatEvent.Left;
import dev.chatroom.core.event.ChatEvent.Renamed;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.ChatEvent.TopicChanged;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.order.Placement;
import dev.chatroom.core.order.Sequencer;
import dev.chatroom.core.room.RoomSummary;
import dev.chatroom.core.text.RoomName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What comes of it when the order cannot be reached, and when a room has to learn later what has happened. */
class CutOffOrderTest extends LateOrderFixture {
    private static final int MOST_TRIES = 64;

    @Test
    void whoeverIsCutOffIsRefusedAndReadsOn() {
        Membership ann = house.member("ann", "tea");
        Membership bob = house.member("bob", "tea");
        done(ann.say("before"));
        stream.cutOff(true);

        assertThat(refusal(ann.say("lost"))).isEqualTo(new Refusal.CutOff());
        assertThat(refusal(ann.setTopic("lost"))).isEqualTo(new Refusal.CutOff());
        assertThat(refusal(house.chat.join(ann.user(), "milk"))).isEqualTo(new Refusal.CutOff());
        assertThat(refusal(house.chat.rename(ann.user(), "lost"))).isEqualTo(new Refusal.CutOff());
        assertThat(refusal(house.chat.leave(bob, ""))).isEqualTo(new Refusal.CutOff());
        assertThat(ann.user().nickname().text()).isEqualTo("ann");
        assertThat(house.chat.find("lost")).isEmpty();
        assertThat(reads(bob.user())).containsExactly("tea 2 bob joins", "tea 3 ann: before");

        stream.cutOff(false);
        done(bob.say("after"));
        assertThat(reads(ann.user())).endsWith("tea 3 ann: before", "tea 4 bob: after");
    }

    @Test
    void aRoomThatNobodyCouldComeIntoGoes() {
        Membership ann = house.member("ann", "tea");
        stream.cutOff(true);
        for (int i = 0; i < 10; i++) {
            assertThat(refusal(house.chat.join(ann.user(), "room" + i))).isEqualTo(new Refusal.CutOff());
        }
        assertThat(house.chat.rooms()).extracting(RoomSummary::name).extracting(RoomName::text).containsExactly("tea");

        stream.cutOff(false);
        done(house.chat.join(ann.user(), "room1"));
        assertThat(house.chat.roomCount()).isEqualTo(2);
    }

    @Test
    void aRoomThatSomebodyIsUnderwayToStays() {
        User ann = house.enter("ann");
        User bob = house.enter("bob");
        stream.hold();
        CompletableFuture<Membership> coming =
                CompletableFuture.supplyAsync(() -> done(house.chat.join(ann, "milk")),
                        task -> Thread.ofVirtual().start(task));
        stream.awaitAsked(1);
        stream.cutOff(true);
        assertThat(refusal(house.chat.postInPassing(bob, "milk", "", OutgoingMessage.said("hi"))))
                .isEqualTo(new Refusal.CutOff());
        stream.cutOff(false);
        stream.release();

        Room milk = coming.join().room();
        assertThat(house.chat.room(milk.name())).containsSame(milk);
        assertThat(milk.memberIds()).containsExactly(ann.id());
    }

    @Test
    void whoLeavesTheChatWhileCutOffIsMissedLater() {
        Membership ann = house.member("ann", "tea");
        Membership bob = house.member("bob", "tea");
        stream.cutOff(true);
        house.chat.leave(bob.user(), "bye");

        assertThat(bob.hasEnded()).isTrue();
        assertThat(house.chat.user(bob.user().id())).isEmpty();
        assertThat(ann.room().memberIds()).hasSize(2);
        assertThat(refusal(house.chat.moderation().kick(ann, bob.user(), ""))).isInstanceOf(Refusal.NotMember.class);
        house.later();
        stream.cutOff(false);
        house.later();
        stream.settle();

        assertThat(ann.room().memberIds()).hasSize(1);
        assertThat(reads(ann.user())).endsWith("tea 3 bob leaves (bye)");
    }

    @Test
    void whoLeavesTheChatAndIsOvertakenAgainAndAgainIsMissedLater() {
        Membership ann = house.member("ann", "tea");
        Membership bob = house.member("bob", "tea");
        AtomicInteger faster = new AtomicInteger();
        stream.before(event -> {
            // As often as it is tried at once, and one more time a second later.
            if (event instanceof Left && faster.getAndIncrement() <= MOST_TRIES) {
                stream.overtake(new TopicChanged(elsewhere(), "other"));
            }
        });
        house.chat.leave(bob.user(), "bye");
        assertThat(bob.hasEnded()).isTrue();
        assertThat(ann.room().memberIds()).as("as the room knows them").hasSize(2);
        house.later();
        stream.settle();
        assertThat(ann.room().memberIds()).hasSize(2);
        house.later();
        stream.settle();

        long last = 2 + MOST_TRIES + 1 + 1;
        assertThat(ann.room().memberIds()).hasSize(1);
        assertThat(reads(ann.user())).endsWith("tea " + last + " bob leaves (bye)");
        house.later();
        stream.settle();
        assertThat(ann.room().newest()).as("once").isEqualTo(last);
    }

    @Test
    void aRoomLearnsLaterOfARenamingThatWasLost() {
        Membership ann = house.member("ann", "tea");
        AtomicInteger lost = new AtomicInteger();
        stream.before(event -> stream.cutOff(event instanceof Renamed && lost.getAndIncrement() == 0));
        done(house.chat.rename(ann.user(), "amy"));
        assertThat(ann.now().orElseThrow().nickname().text()).isEqualTo("ann");
        stream.cutOff(false);

        house.later();
        stream.settle();
        assertThat(ann.now().orElseThrow().nickname().text()).isEqualTo("amy");
    }

    @Test
    void anOlderRenamingIsNotToldAfterANewerOne() {
        Membership ann = house.member("ann", "tea");
        AtomicInteger lost = new AtomicInteger();
        stream.before(event -> stream.cutOff(event instanceof Renamed && lost.getAndIncrement() == 0));
        done(house.chat.rename(ann.user(), "amy"));
        stream.cutOff(false);
        done(house.chat.rename(ann.user(), "ada"));

        house.later();
        stream.settle();
        assertThat(ann.now().orElseThrow().nickname().text()).isEqualTo("ada");
        assertThat(ann.room().newest()).isEqualTo(2);
    }

    @Test
    void aSequencerThatThrowsCountsAsCutOff() {
        Membership ann = house.member("ann", "tea");
        stream.broken(true);
        List<Throwable> reported = new ArrayList<>();
        Thread.currentThread().setUncaughtExceptionHandler((thread, fault) -> reported.add(fault));
        try {
            assertThat(refusal(ann.say("lost"))).isEqualTo(new Refusal.CutOff());
            assertThat(refusal(ann.setTopic("lost"))).isEqualTo(new Refusal.CutOff());
        } finally {
            Thread.currentThread().setUncaughtExceptionHandler(null);
        }
        stream.broken(false);

        assertThat(reported).hasSize(2);
        assertThat(done(ann.say("after")).sequence()).isEqualTo(2);
    }

    @Test
    void aSequencerThatContradictsItselfIsAFaultOfItsOwn() {
        AtomicInteger closed = new AtomicInteger();
        Sequencer contradictory = new Sequencer() {
            @Override
            public void open(Receiver receiver) {
                // It hands nothing over.
            }

            @Override
            public Placement append(RoomEvent event, long after) {
                return Placement.UNDERWAY;
            }

            @Override
            public boolean placesAtOnce() {
                return true;
            }

            @Override
            public boolean isCutOff() {
                return false;
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
        House strange = new House(limits -> limits, builder -> builder.sequencer(contradictory)
                .userIds(IdGenerator.sequential()).eventIds(IdGenerator.sequential()));

        assertThatIllegalStateException().isThrownBy(() -> strange.member("ann", "tea"))
                .withMessageContaining("UNDERWAY");
        strange.chat.close();
        assertThat(closed).hasValue(1);
    }
}
