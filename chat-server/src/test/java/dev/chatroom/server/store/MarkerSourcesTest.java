package dev.chatroom.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.store.WaitingMarkers.Marker;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Of one address so many markers are kept, whatever the nicknames. */
class MarkerSourcesTest {
    private final MarkerSources sources = new MarkerSources();
    private final List<MarkerSources.Key> displaced = new ArrayList<>();

    private void set(String nickname, String room, String from) {
        Stream.ofNullable(sources.set(new Marker(nickname, room, 1, from))).forEach(displaced::add);
    }

    private void setMany(int number, String from) {
        for (int i = 0; i < number; i++) {
            set("eve" + i, "tea", from);
        }
    }

    @Test
    void theOldestOfAnAddressGoesFirst() {
        set("ann", "tea", "near");
        setMany(MarkerSources.MOST_OF_ONE, "far");
        assertThat(displaced).isEmpty();

        set("eve0", "tea", "far");
        set("eve", "milk", "far");

        assertThat(displaced).containsExactly(new MarkerSources.Key("eve1", "tea"));
    }

    @Test
    void whoMovesAMarkerHasIt() {
        set("ann", "tea", "far");
        set("ann", "milk", "far");
        set("ann", "tea", "near");

        setMany(MarkerSources.MOST_OF_ONE, "far");

        assertThat(displaced).containsExactly(new MarkerSources.Key("ann", "milk"));
    }

    @Test
    void noMoreAreRememberedThanAreKept() {
        set("ann", "tea", "far");
        for (int i = 0; i < StoredMarkers.MOST; i++) {
            set("ann", "room" + i, "from" + i);
        }

        setMany(MarkerSources.MOST_OF_ONE, "far");

        assertThat(displaced).isEmpty();
    }
}
