package dev.chatroom.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.Topic;
import dev.chatroom.core.room.RoomModes;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.text.RoomName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How rooms were left is kept as long as there is room for it, each once. */
class RefusedTasksTest {
    private final List<String> givenUp = new ArrayList<>();
    private final RefusedTasks refused = new RefusedTasks(10 * 1024, room -> givenUp.add(room.name().key()));

    private static WriteTask left(String name) {
        RoomName room = new RoomName(name, name);
        return new WriteTask.Retire(
                new WrittenRoom(room, shown -> {
                }),
                new RoomSnapshot(room, Instant.EPOCH, Topic.NONE, RoomModes.STANDARD, 0));
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

    @Test
    void whatIsGivenUpIsTold() {
        for (int i = 0; i < 100; i++) {
            int unused = refused.add(List.of(left("room" + i)));
        }

        assertThat(refused.bytes()).isLessThanOrEqualTo(10 * 1024);
        assertThat(givenUp).isNotEmpty().startsWith("room0", "room1").doesNotContain("room99");
    }
}
