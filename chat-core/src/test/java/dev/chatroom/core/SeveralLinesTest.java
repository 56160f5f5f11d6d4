package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.ModeChange.FlagChange;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.order.SharedStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What somebody says before the lines of before have their places. */
class SeveralLinesTest {
    private static final int MOST = 4;

    private final SharedStream stream = new SharedStream();
    private final House house = new House(limits -> limits.with(Limit.LINES_UNDERWAY, MOST), stream::with);
    private final Membership ann = house.member("ann", "tea");
    private final Membership bob = house.member("bob", "tea");
    private final List<Refusal> later = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void closeStream() {
        stream.close();
    }

    private void say(Membership who, String... lines) {
        for (String line : lines) {
            assertThat(who.postAhead(OutgoingMessage.said(line), later::add)).isEmpty();
        }
    }

    @Test
    void severalLinesAreUnderwayAndKeepTheirOrder() {
        Membership inMilk = house.join(ann.user(), "milk");
        reads(ann.user());
        stream.hold();
        say(ann, "one", "two");
        say(inMilk, "three");
        say(ann, "four");
        assertThat(reads(ann.user())).isEmpty();
        stream.release();
        ann.user().awaitPlaces();

        assertThat(reads(ann.user())).containsExactly(
                "tea 3 ann: one", "tea 4 ann: two", "milk 2 ann: three", "tea 5 ann: four");
        assertThat(later).isEmpty();
    }

    @Test
    void noMoreLinesAreUnderwayThanTheLimit() {
        stream.hold();
        say(ann, "1", "2", "3", "4");
        Threads.Running<Boolean> fifth = Threads.start(() -> {
            say(ann, "5");
            return true;
        }).untilParked();
        stream.awaitAsked(MOST);
        stream.release();

        assertThat(fifth.get()).isTrue();
        ann.user().awaitPlaces();
        assertThat(reads(bob.user())).endsWith("tea 6 ann: 4", "tea 7 ann: 5");
    }

    @Test
    void whatIsRefusedByTheRoomIsRefusedAtOnce() {
        House.change(ann, new FlagChange(RoomFlag.MODERATED, true));
        stream.hold();
        say(ann, "heard");
        assertThat(bob.postAhead(OutgoingMessage.said("no"), later::add))
                .hasValueSatisfying(why -> assertThat(why).isInstanceOf(Refusal.MayNotSpeak.class));
        stream.release();
        assertThat(later).isEmpty();
    }

    @Test
    void theAuthorIsToldOfALineThatIsLostLater() {
        stream.before(event -> stream.cutOff(((ChatEvent.Message) event).text().equals("lost")));
        stream.hold();
        say(ann, "one", "lost", "three");
        stream.release();
        ann.user().awaitPlaces();

        assertThat(later).containsExactly(new Refusal.CutOff());
        assertThat(reads(bob.user())).endsWith("tea 3 ann: one", "tea 4 ann: three");
    }

    @Test
    void whatIsCutOffIsRefusedAtOnceAndTakesNoSpace() {
        stream.cutOff(true);
        for (int i = 0; i <= MOST; i++) {
            assertThat(ann.postAhead(OutgoingMessage.said("no"), later::add)).contains(new Refusal.CutOff());
        }
        assertThat(later).isEmpty();
    }

    @Test
    void aPrivateMessageComesAfterTheLinesBefore() {
        reads(bob.user());
        stream.hold();
        say(ann, "one", "two");
        Threads.Running<?> telling = Threads.start(() -> done(house.chat.tell(ann.user(), "bob", "psst")))
                .untilParked();
        assertThat(reads(bob.user())).isEmpty();
        stream.release();

        assertThat(telling.get()).isNotNull();
        assertThat(reads(bob.user())).hasSize(3).startsWith("tea 3 ann: one", "tea 4 ann: two");
    }

    @Test
    void eachLineHasTheMarkThatItHadWhenItWasSaid() {
        reads(ann.user());
        stream.hold();
        ann.user().setRequest("first");
        say(ann, "one");
        ann.user().setRequest(null);
        say(ann, "two");
        ann.user().setRequest("third");
        say(ann, "three");
        stream.release();
        ann.user().setRequest(null);
        ann.user().awaitPlaces();

        assertThat(House.events(ann.user(), RoomEvent.class)).extracting(ann.user()::takeRequest)
                .containsExactly("first", null, "third");
    }

    @Test
    void whoLeavesLeavesAfterTheLinesAndNobodyWaits() {
        stream.hold();
        say(ann, "one", "two");
        Threads.Running<Boolean> leaving = Threads.start(() -> {
            house.chat.leave(ann.user(), "bye");
            return true;
        });
        stream.awaitAsked(3);
        stream.release();

        assertThat(leaving.get()).isTrue();
        ann.user().awaitPlaces();
        assertThat(reads(bob.user())).endsWith("tea 3 ann: one", "tea 4 ann: two", "tea 5 ann leaves (bye)");
    }

    @Test
    void nobodyWaitsAnyMoreWhenTheChatCloses() {
        stream.hold();
        say(ann, "one", "two");
        house.chat.close();
        ann.user().awaitPlaces();
        stream.release();

        assertThat(later).containsOnly(new Refusal.Gone());
    }

    @Test
    void withTheAppendLockALineHasHappenedAtOnce() {
        House alone = new House();
        Membership cay = alone.member("cay", "tea");
        say(cay, "hello");
        assertThat(reads(cay.user())).endsWith("tea 2 cay: hello");
        cay.user().awaitPlaces();
    }
}
