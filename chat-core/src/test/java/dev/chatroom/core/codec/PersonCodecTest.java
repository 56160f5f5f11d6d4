package dev.chatroom.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.directory.Person;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.text.Nickname;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PersonCodecTest {
    private static final Author ANN = new Author(7, new Nickname("Änn", "änn"), new Profile("a", "b", "h"));
    private static final Instant AT = Instant.ofEpochSecond(1, 5);
    private static final Person PERSON =
            new Person(ANN, "node-a", "192.0.2.1", AT, true, Optional.of(""), Set.of(UserMode.values()));

    @Test
    void aPersonComesBackAsTheyWere() throws Exception {
        for (Person one : List.of(PERSON, new Person(ANN, "", "", AT, false, Optional.empty(), Set.of()))) {
            assertThat(PersonCodec.decode(PersonCodec.encode(one))).isEqualTo(one);
        }
    }

    @Test
    void aPartOfAFormIsNone() {
        byte[] form = PersonCodec.encode(PERSON);
        for (int length = 0; length < form.length; length++) {
            byte[] part = Arrays.copyOf(form, length);
            assertThatThrownBy(() -> PersonCodec.decode(part)).isInstanceOf(MalformedEventException.class);
        }
    }

    @Test
    void whatALaterVersionAddsIsPassedOver() throws Exception {
        byte[] form = PersonCodec.encode(PERSON);
        byte[] later = Arrays.copyOf(form, form.length + 3);
        later[0] = 2;
        later[form.length - 1] = 99;

        Person read = PersonCodec.decode(later);
        assertThat(read.author()).isEqualTo(ANN);
        assertThat(read.modes()).hasSize(UserMode.values().length - 1);
    }
}
