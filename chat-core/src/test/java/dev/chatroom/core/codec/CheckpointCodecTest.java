package dev.chatroom.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.Said;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.Topic;
import dev.chatroom.core.room.RoomCheckpoint;
import dev.chatroom.core.room.RoomCheckpoint.Crowd;
import dev.chatroom.core.room.RoomModes;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.room.RoomView.Member;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CheckpointCodecTest {
    private static final Instant AT = Instant.ofEpochSecond(1, 5);

    private static Author author(int number) {
        return new Author(number, new Nickname("Änn" + number, "änn" + number), new Profile("a", "b", "h"));
    }

    private static RoomCheckpoint room(int members, int messages) {
        Random random = new Random(members);
        return new RoomCheckpoint(
                new RoomSnapshot(new RoomName("Tea", "tea"), AT, new Topic("green", author(7), AT), RoomModes.STANDARD,
                        99),
                3, Long.MAX_VALUE, 12,
                IntStream.range(0, members)
                        .mapToObj(i -> new Member(
                                author(i), i % 2 == 0 ? Optional.empty() : Optional.of("lunch"),
                                i % 3 == 0 ? Set.of() : Set.of(Rank.OPERATOR, Rank.VOICE)))
                        .toList(),
                List.of(5L, 4L), new Crowd(2, 1, AT),
                IntStream.range(0, messages)
                        .mapToObj(i -> (Message) RandomEvents.of(Said.class, random))
                        .toList());
    }

    @Test
    void aRoomComesBackAsItWas() throws Exception {
        for (RoomCheckpoint one : List.of(room(0, 0), room(5, 3), room(20_000, 20))) {
            assertThat(CheckpointCodec.decode(CheckpointCodec.encode(one))).isEqualTo(one);
        }
    }

    @Test
    void nothingElseIsTheFormOfARoom() {
        byte[] form = CheckpointCodec.encode(room(3, 2));
        for (int length = 0; length < form.length; length++) {
            byte[] part = Arrays.copyOf(form, length);
            assertThatThrownBy(() -> CheckpointCodec.decode(part)).isInstanceOf(MalformedEventException.class);
        }
        assertThatThrownBy(() -> CheckpointCodec.decode(Arrays.copyOf(form, form.length + 1)))
                .isInstanceOf(MalformedEventException.class);
        form[0]++;
        assertThatThrownBy(() -> CheckpointCodec.decode(form)).isInstanceOf(MalformedEventException.class);
    }
}
