package dev.chatroom.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.store.WaitingMarkers.Marker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How far people have read while the disk is slow: nobody loses anything because of others. */
class WaitingMarkersTest {
    private final WaitingMarkers waiting = new WaitingMarkers();

    private void add(String nickname, String room, long millis) {
        waiting.add(new Marker(nickname, room, millis, "here"));
    }

    private List<Marker> all() {
        List<Marker> all = new ArrayList<>();
        for (Marker next = waiting.take(); next != null; next = waiting.take()) {
            all.add(next);
        }
        return all;
    }

    @Test
    void ofOneRoomTheNewestIsWritten() {
        add("ann", "tea", 1);
        add("ann", "milk", 2);
        add("ann", "tea", 3);

        assertThat(all()).containsExactly(new Marker("ann", "tea", 3, "here"), new Marker("ann", "milk", 2, "here"));
        assertThat(all()).isEmpty();
    }

    @Test
    void nicknamesTakeTurns() {
        add("ann", "a", 1);
        add("ann", "b", 2);
        add("ann", "c", 3);
        add("bob", "a", 4);

        assertThat(all()).extracting(Marker::millis).containsExactly(1L, 4L, 2L, 3L);
    }

    @Test
    void oneNicknameLosesItsOldest() {
        for (int i = 0; i <= StoredMarkers.MOST_OF_ONE; i++) {
            add("ann", "room" + i, i);
        }

        assertThat(all()).hasSize(StoredMarkers.MOST_OF_ONE).first().isEqualTo(new Marker("ann", "room1", 1, "here"));
    }

    @Test
    void ofTooManyTheNicknameWithMostLosesItsOldest() {
        add("bob", "tea", 7);
        add("eve", "first", 8);
        add("eve", "second", 9);
        for (int i = 0; i < WaitingMarkers.MOST - 3; i++) {
            add("user" + i, "tea", 10);
        }
        add("zoe", "tea", 11);

        assertThat(all()).hasSize(WaitingMarkers.MOST)
                .contains(new Marker("bob", "tea", 7, "here"), new Marker("eve", "second", 9, "here"),
                        new Marker("zoe", "tea", 11, "here"))
                .doesNotContain(new Marker("eve", "first", 8, "here"));
    }

    @Test
    void whatIsDroppedMakesRoom() {
        for (int i = 0; i < WaitingMarkers.MOST + 3; i++) {
            add("user" + i, "tea", i);
        }

        assertThat(all()).hasSize(WaitingMarkers.MOST).first().isEqualTo(new Marker("user3", "tea", 3, "here"));
        assertThat(all()).isEmpty();
    }
}
