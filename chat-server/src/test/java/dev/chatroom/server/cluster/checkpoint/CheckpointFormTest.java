package dev.chatroom.server.cluster.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.House;
import dev.chatroom.core.Membership;
import dev.chatroom.core.room.RoomCheckpoint;
import dev.chatroom.server.cluster.order.StreamPlace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointFormTest {
    private static final StreamPlace PLACE = new StreamPlace(77, 1L << 50, Instant.ofEpochSecond(1_790_000_000, 7));

    private final House house = new House();
    private final List<RoomCheckpoint> rooms = rooms(house);

    @AfterEach
    void close() {
        house.chat.close();
    }

    private static List<RoomCheckpoint> rooms(House house) {
        Membership ann = house.member("ann", "tea");
        House.done(ann.say("hello"));
        house.member("bob", "milk");
        return house.chat.checkpoint().toList();
    }

    private byte[] form() {
        try (var form = new CheckpointOutput(PLACE, rooms.iterator())) {
            return form.readAllBytes();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 1_000_000})
    void roomsComeBackInWhateverPartsTheyCome(int length) throws IOException {
        CheckpointInput input = new CheckpointInput();
        try (var form = new CheckpointOutput(PLACE, rooms.iterator())) {
            byte[] part = new byte[length];
            for (int read = form.read(part); read >= 0; read = form.read(part)) {
                assertThat(read).as("less would be taken as the end").isPositive();
                input.write(part, 0, read);
            }
        }

        assertThat(input.whole()).isEqualTo(new Checkpoint(PLACE, rooms));
        assertThat(rooms).hasSize(2);
    }

    @Test
    void theFormIsTheSameByteByByte() throws IOException {
        byte[] form = form();
        CheckpointOutput single = new CheckpointOutput(PLACE, rooms.iterator());
        for (byte each : form) {
            assertThat(single.read()).isEqualTo(each & 0xFF);
        }
        assertThat(single.read()).isEqualTo(-1);
        assertThat(single.read(new byte[0], 0, 0)).isZero();
        CheckpointInput input = new CheckpointInput();
        for (byte each : form) {
            input.write(each);
        }
        assertThat(input.whole().rooms()).isEqualTo(rooms);
    }

    @Test
    void whatEndsInTheMiddleIsNotTaken() throws IOException {
        byte[] form = form();
        int whole = 0;
        for (int length = 0; length < form.length; length++) {
            CheckpointInput input = new CheckpointInput();
            input.write(form, 0, length);
            try {
                whole += input.whole().rooms().size() < rooms.size() ? 1 : 0;
            } catch (IOException cut) {
                assertThat(cut).hasMessage("it ends in the middle");
            }
        }
        assertThat(whole).as("between rooms the digest alone tells").isEqualTo(rooms.size());
    }

    @Test
    void nothingElseIsTaken() throws IOException {
        byte[] other = form();
        other[0] = 2;
        assertThatThrownBy(() -> new CheckpointInput().write(other)).hasMessage("its version is 2");
        byte[] tooLong = form();
        tooLong[CheckpointOutput.HEAD] = 0x7F;
        assertThatThrownBy(() -> new CheckpointInput().write(tooLong)).hasMessageStartingWith("a room of 21");
        byte[] broken = form();
        broken[CheckpointOutput.HEAD + 4] = 9;
        assertThatThrownBy(() -> new ByteArrayInputStream(broken).transferTo(new CheckpointInput()))
                .hasMessageStartingWith("a room of it cannot be read");
    }
}
