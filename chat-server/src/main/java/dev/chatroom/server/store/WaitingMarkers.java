package dev.chatroom.server.store;

import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far people have read, as far as that waits for the disk: of each nickname and room the newest. Nicknames take turns, so
 * that nobody waits for all that others have set. For one thread at a time.
 */
final class WaitingMarkers {
    /** If more wait, the nickname of which most wait loses the one that has waited longest. */
    static final int MOST = 2_000;

    /** By nickname and room; the nickname whose turn it is comes first. */
    private final Map<String, Map<String, Marker>> waiting = new LinkedHashMap<>();

    private int size;

    /** @param from stands for the address from which it was set */
    record Marker(String nickname, String room, long millis, String from) {}

    void add(Marker marker) {
        Map<String, Marker> theirs = waiting.computeIfAbsent(marker.nickname(), nickname -> new LinkedHashMap<>());
        if (theirs.put(marker.room(), marker) != null) {
            return;
        }
        size++;
        if (theirs.size() > StoredMarkers.MOST_OF_ONE) {
            takeOldest(theirs);
        } else if (size > MOST) {
            Collection<Map<String, Marker>> all = waiting.values();
            all.stream().max(Comparator.comparingInt(Map::size)).ifPresent(this::takeOldest);
            all.removeIf(Map::isEmpty);
        }
    }

    /** The next to be written, which does not wait any more; null if none does. */
    @Nullable Marker take() {
        if (waiting.isEmpty()) {
            return null;
        }
        Map.Entry<String, Map<String, Marker>> turn = takeFirst(waiting);
        Map<String, Marker> theirs = turn.getValue();
        Marker oldest = takeOldest(theirs);
        if (!theirs.isEmpty()) {
            waiting.put(turn.getKey(), theirs);
        }
        return oldest;
    }

    private Marker takeOldest(Map<String, Marker> theirs) {
        size--;
        return takeFirst(theirs).getValue();
    }

    private static <V> Map.Entry<String, V> takeFirst(Map<String, V> map) {
        Iterator<Map.Entry<String, V>> entries = map.entrySet().iterator();
        Map.Entry<String, V> first = Map.Entry.copyOf(entries.next());
        entries.remove();
        return first;
    }
}
