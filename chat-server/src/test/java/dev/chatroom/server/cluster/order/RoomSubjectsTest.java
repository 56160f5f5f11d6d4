package dev.chatroom.server.cluster.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.text.RoomName;
import io.nats.client.support.Validator;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomSubjectsTest {
    private static final RoomSubjects SUBJECTS = new RoomSubjects("chat");

    @ParameterizedTest
    @CsvSource({
        "tea,tea", "a-b_9,a-b_9", "a.b,a=2Eb", "*,=2A", ">,=3E", "a b,a=20b", "=,=3D", "café,caf=C3=A9", "'',=",
        "#tea,=23tea"})
    void aKeyIsOneToken(String key, String token) {
        assertThat(RoomSubjects.token(key)).isEqualTo(token);
    }

    @Property
    void twoKeysAreTwoTokens(@ForAll String one, @ForAll String other) {
        String token = RoomSubjects.token(one);

        assertThat(token).matches("=|([A-Za-z0-9_-]|=[0-9A-F]{2})+");
        assertThat(Validator.validateSubjectTermStrict(token, "token", true)).isEqualTo(token);
        assertThat(token.equals(RoomSubjects.token(other))).isEqualTo(utf8(one).equals(utf8(other)));
    }

    /** Half a surrogate pair, which no name of a room has, has no UTF-8. */
    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Test
    void aRoomHasASubjectForChangesAndOneForSpeech() {
        RoomName room = new RoomName("The Tea", "the tea");

        assertThat(SUBJECTS.changes(room)).isEqualTo("chat.room.the=20tea.change");
        assertThat(SUBJECTS.speech(room)).isEqualTo("chat.room.the=20tea.speech");
        assertThat(SUBJECTS.all()).isEqualTo("chat.room.>");
    }
}
