package dev.chatroom.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.event.Topic;
import dev.chatroom.core.room.MaskEntry;
import dev.chatroom.core.room.RoomModes;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How rooms were left is kept as long as there is room for it, each once. */
class RefusedTasksTest {
    private final List<String> givenUp = new ArrayList<>();
    private final RefusedTasks refused = new RefusedTasks(10 * 1024, left -> givenUp.add(left.room().name().key()));

    private static WriteTask left(String name) {
        return left(name, RoomModes.STANDARD);
    }

    private static WriteTask left(String name, RoomModes modes) {
        RoomName room = new RoomName(name, name);
        return new WriteTask.Retire(
                WriterFixture.room(room, shown -> {
                }),
                new RoomSnapshot(room, Instant.EPOCH, Topic.NONE, modes, 0));
    }

    private static RoomModes banning(int masks) {
        Author ann = new Author(7, new Nickname("ann", "ann"), Profile.NONE);
        List<MaskEntry> entries = IntStream.range(0, masks)
                .mapToObj(i -> new MaskEntry("eve" + i + "!*@*", List.of(), ann, Instant.EPOCH))
                .toList();
        return new RoomModes(Set.of(), "abc", 0, Map.of(MaskKind.BAN, entries));
    }

    @Test
    void aRoomThatIsLeftAgainAndAgainPushesNoOtherOut() {
        int unused = refused.add(List.of(left("victim")));
        for (int i = 0; i < 30_000; i++) {
            assertThat(refused.add(List.of(left("other")))).isZero();
        }

        assertThat(refused.size()).isEqualTo(2);
        assertThat(givenUp).isEmpty();
    }

    /** Rooms are left again and again behind ever more that waits: what each costs does not grow with that. */
    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whatComesCostsNoMoreIfMuchWaits() {
        RefusedTasks many = new RefusedTasks(Long.MAX_VALUE, left -> {
        });
        for (int i = 0; i < WriteQueue.MOST_WAITING; i++) {
            int unused = many.add(List.of(left("room" + i)));
        }
        for (int round = 0; round < 5; round++) {
            for (int i = WriteQueue.MOST_WAITING / 2; i < WriteQueue.MOST_WAITING; i++) {
                int unused = many.add(List.of(left("room" + i)));
            }
        }

        assertThat(many.size()).isEqualTo(WriteQueue.MOST_WAITING);
    }

    @Test
    void whatIsGivenUpIsTold() {
        for (int i = 0; i < 100; i++) {
            int unused = refused.add(List.of(left("room" + i)));
        }

        assertThat(refused.bytes()).isLessThanOrEqualTo(10 * 1024);
        assertThat(givenUp).isNotEmpty().startsWith("room0", "room1").doesNotContain("room99");
    }

    @Test
    void roomsThatAreOpenToEverybodyAreGivenUpFirst() {
        int unused = refused.add(List.of(left("victim", banning(1))));
        for (int i = 0; i < 100; i++) {
            unused = refused.add(List.of(left("room" + i)));
        }

        assertThat(givenUp).isNotEmpty().startsWith("room0", "room1").doesNotContain("victim");
    }

    @Test
    void bansAndOtherMasksWeighSomething() {
        long one = left("room", banning(1)).weight();

        assertThat(left("room", banning(101)).weight() - one).isBetween(100 * 100L, 100 * 500L);
    }
}
