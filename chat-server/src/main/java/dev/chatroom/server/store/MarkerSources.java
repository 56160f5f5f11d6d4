package dev.chatroom.server.store;

import dev.chatroom.server.store.WaitingMarkers.Marker;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From which addresses markers have been set last, since the start. Somebody who takes many nicknames comes from one address
 * all the same. Is kept in memory alone, as nobody has to know later who came from where. For one thread at a time.
 */
final class MarkerSources {
    /** Of more that are set from one address, the one goes that has not changed for the longest time. */
    static final int MOST_OF_ONE = 500;

    /** Those that have not changed for the longest time first, as many as are kept in all. */
    private final Map<Key, String> sources = new LinkedHashMap<>();

    /** The same by the source. */
    private final Map<String, Set<Key>> markers = new HashMap<>();

    /** Which marker it is. */
    record Key(String nickname, String room) {}

    /** Notes that a marker has been set; returns the one that has to go therefore, or null. */
    @Nullable Key set(Marker marker) {
        Key key = new Key(marker.nickname(), marker.room());
        forget(key);
        sources.put(key, marker.from());
        Set<Key> theirs = markers.computeIfAbsent(marker.from(), from -> new LinkedHashSet<>());
        theirs.add(key);
        if (theirs.size() > MOST_OF_ONE) {
            Key oldest = theirs.iterator().next();
            forget(oldest);
            return oldest;
        }
        if (sources.size() > StoredMarkers.MOST) {
            Iterator<Key> oldest = sources.keySet().iterator();
            forget(oldest.next());
        }
        return null;
    }

    private void forget(Key key) {
        String from = sources.remove(key);
        if (from != null) {
            markers.computeIfPresent(from, (source, theirs) -> theirs.remove(key) && theirs.isEmpty() ? null : theirs);
        }
    }
}
