package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.limit.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** All that is kept of what people said has one bound, and is given back fairly. */
class MemoryBudgetTest {
    private static final int MEGABYTE = 1 << 20;
    private static final String LONG = "x".repeat(4_000);

    private final House house = house(MEGABYTE);

    private static House house(long memory) {
        return new House(limits -> limits, builder -> builder.memory(memory).keep("lobby"));
    }

    @Test
    void theSumOfAllRoomsIsBounded() {
        List<Membership> everywhere = twentyRooms("mallory");
        for (int i = 0; i < 200; i++) {
            everywhere.forEach(room -> done(room.say(LONG)));
        }

        assertThat(house.chat.memory().kept()).isBetween(MEGABYTE / 2L, (long) MEGABYTE);
        assertThat(everywhere).allSatisfy(one -> assertThat(one.room().view(0, 200).recent()).hasSizeBetween(2, 50));
    }

    @Test
    void aRoomOfManyKeepsItsHistoryWhileTheRoomsOfOneLoseTheirs() {
        List<Membership> hundred =
                IntStream.range(0, 100).mapToObj(i -> house.member("person" + i, "lobby")).toList();
        IntStream.range(0, 100).forEach(i -> done(hundred.get(i).say("line " + i + LONG.substring(0, 1_000))));
        List<Membership> everywhere = twentyRooms("mallory");
        for (int i = 0; i < 200; i++) {
            everywhere.forEach(room -> done(room.say(LONG)));
        }

        assertThat(hundred.getFirst().room().view(0, 200).recent()).hasSize(100);
        assertThat(house.chat.memory().kept()).isLessThanOrEqualTo(MEGABYTE);
    }

    /** A room of one's own counts less for somebody who has twenty of them. */
    @Test
    void oneRoomOfSomebodyKeepsMoreThanEachOfTwenty() {
        Membership ann = house.member("ann", "tea");
        List<Membership> everywhere = twentyRooms("mallory");
        for (int i = 0; i < 200; i++) {
            everywhere.forEach(room -> done(room.say(LONG)));
            done(ann.say(LONG));
        }

        int last = everywhere.getLast().room().view(0, 200).recent().size();
        assertThat(ann.room().view(0, 200).recent()).hasSizeGreaterThan(8 * last);
    }

    /** What fills the memory first and then is silent gives back as well. */
    @Test
    void aRoomThatIsSilentGivesBackToo() {
        Membership hoarder = house.member("hoarder", "hoard");
        IntStream.range(0, 240).forEach(i -> done(hoarder.say(LONG)));
        List<Membership> others =
                IntStream.range(0, 9).mapToObj(i -> house.member("person" + i, "room" + i)).toList();
        for (int i = 0; i < 40; i++) {
            others.forEach(room -> done(room.say(LONG)));
        }

        assertThat(hoarder.room().view(0, 200).recent().size()).isLessThan(30);
        assertThat(others).allSatisfy(one -> assertThat(one.room().view(0, 200).recent()).hasSizeGreaterThan(18));
    }

    @Test
    void whoeverIsBehindInARoomThatGaveBackIsTold() {
        Membership mallory = house.member("mallory", "hoard");
        User reader = house.enter("reader");
        house.join(reader, "hoard");
        reads(reader);
        IntStream.range(0, 1_000).forEach(i -> done(mallory.say(LONG)));

        List<String> read = reads(reader);
        assertThat(read.getFirst()).startsWith("hoard lagged ");
        assertThat(read).last().isEqualTo("hoard 1002 mallory: " + LONG);
    }

    @Test
    void privateMessagesAreGivenBackToo() {
        User ann = house.enter("ann");
        for (int i = 0; i < 30; i++) {
            User bob = house.enter("bob" + i);
            for (int k = 0; k < 50; k++) {
                done(house.chat.tell(ann, "bob" + i, LONG));
                reads(bob);
            }
        }

        assertThat(house.chat.memory().kept()).isLessThanOrEqualTo(MEGABYTE);
        assertThat(ann.directMessages()).isNotEmpty();
        assertThat(house.chat.find("bob29").orElseThrow().directMessages()).hasSizeGreaterThan(3);
    }

    @Test
    void whoIsGoneKeepsNothing() {
        List<Membership> everywhere = new ArrayList<>(twentyRooms("mallory"));
        User mallory = everywhere.getFirst().user();
        everywhere.forEach(room -> done(room.say(LONG)));
        done(house.chat.tell(mallory, "mallory", LONG));
        house.chat.leave(mallory, "");
        tenSecondsLater();

        assertThat(house.chat.memory().kept()).isZero();
    }

    @Test
    void aRoomThatIsGoneLeavesLittleBehindForThoseWhoHaveYetToReadIt() {
        User mallory = house.enter("mallory");
        Membership room = house.join(mallory, "hoard");
        IntStream.range(0, 50).forEach(i -> done(room.say(LONG)));
        done(house.chat.leave(room, "bye"));
        assertThat(house.chat.memory().kept()).as("while it may be read").isGreaterThan(50 * 4_000);
        tenSecondsLater();

        assertThat(house.chat.memory().kept()).isZero();
        assertThat(reads(mallory)).last().isEqualTo("hoard 52 mallory leaves (bye)");
        assertThat(room.room().oldest()).isGreaterThan(50);
    }

    private void tenSecondsLater() {
        house.clock.advance(Duration.ofSeconds(10));
        house.later();
    }

    @Test
    void joiningAndLeavingPushesOutNoHistoryAndIsCountedOnce() {
        House small = new House(
                limits -> limits.with(Limit.LOG_EVENTS, 64), builder -> builder.memory(MEGABYTE).keep("lobby"));
        Membership ann = small.member("ann", "lobby");
        IntStream.range(0, 50).forEach(i -> done(ann.say("line " + i)));
        User visitor = small.enter("visitor");
        for (int i = 0; i < 200; i++) {
            done(small.chat.leave(small.join(visitor, "lobby"), ""));
        }

        assertThat(ann.room().view(0, 200).recent()).hasSize(50);
        long kept = small.chat.memory().kept();
        long redacted = ann.room().view(0, 50).recent().getFirst().id();
        done(ann.redact(redacted, ""));
        IntStream.range(0, 300).forEach(i -> done(ann.say("line " + i)));
        IntStream.range(0, 300).forEach(i -> done(small.chat.leave(small.join(visitor, "lobby"), "")));
        assertThat(small.chat.memory().kept()).as("200 messages instead of 50").isBetween(kept, kept + 150 * 300);
        small.chat.leave(visitor, "");
        small.chat.leave(ann.user(), "");
    }

    @Test
    void manyTalkersAtOnceKeepToTheBound() throws Exception {
        List<Future<Long>> most = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                List<Membership> rooms = twentyRooms("talker" + i);
                most.add(threads.submit(() -> talk(rooms)));
            }
        }

        for (Future<Long> one : most) {
            assertThat(one.get()).isLessThan(MEGABYTE * 3 / 2);
        }
    }

    @Test
    void aBudgetHasASize() {
        assertThatThrownBy(() -> Chat.builder().memory(1_000)).hasMessageContaining("65536 bytes");
    }

    private long talk(List<Membership> rooms) {
        long most = 0;
        for (int i = 0; i < 50; i++) {
            for (Membership room : rooms) {
                done(room.say(LONG));
                most = Math.max(most, house.chat.memory().kept());
            }
        }
        return most;
    }

    private List<Membership> twentyRooms(String name) {
        User user = house.enter(name);
        return IntStream.range(0, 20).mapToObj(i -> house.join(user, name + i)).toList();
    }
}
