package dev.chatroom.server.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.Topic;
import dev.chatroom.core.room.RoomSummary;
import dev.chatroom.core.text.RoomName;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FullestRoomsTest {
    private final FullestRooms rooms = new FullestRooms(8);

    private void add(String kind, int count, int present) {
        for (int i = 0; i < count; i++) {
            rooms.add(new RoomSummary(new RoomName(kind + i, kind + i), Topic.NONE, Instant.EPOCH, false, present));
        }
    }

    private List<String> listed() {
        return rooms.all().stream().map(room -> room.name().text()).toList();
    }

    @Test
    void manyRoomsWithPeopleLeaveAPlaceToThoseThatNobodyIsIn() {
        add("kept", 3, 0);
        add("full", 20, 1);

        assertThat(listed()).hasSize(8).endsWith("kept0", "kept1").startsWith("full0", "full1", "full10");
        assertThat(rooms.seen()).isEqualTo(23);
    }

    @Test
    void placesThatNobodyNeedsAreForOthers() {
        add("kept", 20, 0);
        add("full", 3, 1);

        assertThat(listed()).hasSize(8).startsWith("full0", "full1", "full2", "kept0");
    }

    @Test
    void allAreListedIfThereIsSpace() {
        add("full", 7, 1);
        add("kept", 1, 0);

        assertThat(listed()).hasSize(8).endsWith("kept0");
    }
}
