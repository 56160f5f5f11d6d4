package dev.chatroom.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.event.Topic;
import dev.chatroom.core.room.MaskEntry;
import dev.chatroom.core.room.RoomModes;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SnapshotCodecTest {
    private static final Author ANN = new Author(7, new Nickname("Änn", "änn"), new Profile("a", "b", "h"));
    private static final Instant AT = Instant.ofEpochSecond(1, 5);

    private static RoomSnapshot snapshot() {
        return new RoomSnapshot(
                new RoomName("Tea", "tea"), AT, new Topic("green", ANN, AT.plusNanos(1)),
                new RoomModes(Set.of(RoomFlag.SECRET, RoomFlag.MODERATED), "key", 12, Map.of(
                        MaskKind.BAN, List.of(new MaskEntry("a!*@*", List.of("a", "b"), ANN, AT)),
                        MaskKind.MUTE_EXCEPTION, List.of(new MaskEntry("*!*@c", List.of(), Author.ROOM, AT)))),
                99);
    }

    @Test
    void aSnapshotComesBackAsItWas() throws Exception {
        RoomSnapshot fresh = new RoomSnapshot(new RoomName("x", "x"), AT, Topic.NONE, RoomModes.STANDARD, 0);
        for (RoomSnapshot one : List.of(snapshot(), fresh)) {
            assertThat(SnapshotCodec.decode(SnapshotCodec.encode(one))).isEqualTo(one);
        }
    }

    @Test
    void nothingElseIsTheFormOfASnapshot() {
        byte[] form = SnapshotCodec.encode(snapshot());
        for (int length = 0; length < form.length; length++) {
            byte[] part = Arrays.copyOf(form, length);
            assertThatThrownBy(() -> SnapshotCodec.decode(part)).isInstanceOf(MalformedEventException.class);
        }
        assertThatThrownBy(() -> SnapshotCodec.decode(Arrays.copyOf(form, form.length + 1)))
                .isInstanceOf(MalformedEventException.class);
        form[0]++;
        assertThatThrownBy(() -> SnapshotCodec.decode(form)).isInstanceOf(MalformedEventException.class);
    }
}
