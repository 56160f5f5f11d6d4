package dev.chatroom.core;

import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.room.RoomModes;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.core.store.StoredRoom;
import dev.chatroom.core.text.RoomName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * In which rooms somebody may look for what was said: in those that the user is in or could enter now, as far as there is a
 * place. A room that nobody is in is judged by what is kept of it. For any thread.
 */
final class SearchableRooms {
    /**
     * So many rooms are looked at for each that may be searched, before it is enough. Those that are secret are not counted:
     * otherwise a few people with many of them would hide all others.
     */
    private static final int TRIES = 4;

    private final ChatSettings settings;
    private final Rooms rooms;

    SearchableRooms(ChatSettings settings, Rooms rooms) {
        this.settings = settings;
        this.rooms = rooms;
    }

    /**
     * Some of the rooms.
     *
     * @param since by the key of each room, the point after which the reader may read
     * @param all whether these are all
     */
    record Found(Map<String, HistoryPoint> since, boolean all) {}

    /** That room, if the reader may look into it. */
    Found named(User reader, RoomName name) {
        Room room = rooms.find(name).orElse(null);
        boolean may = room != null
                ? mayRead(reader, room)
                : rooms.store().kept(name).filter(kept -> mayRead(reader, kept.snapshot().modes())).isPresent();
        return new Found(may ? Map.of(name.key(), since(room)) : Map.of(), true);
    }

    /** Up to {@link Limit#SEARCH_ROOMS} rooms: first those that the reader is in, then others that people are in. */
    Found any(User reader) {
        int most = settings.limits().of(Limit.SEARCH_ROOMS);
        Map<String, HistoryPoint> found = new LinkedHashMap<>();
        reader.memberships().stream().limit(most)
                .forEach(place -> found.put(place.room().name().key(), since(place.room())));
        int left = TRIES * most;
        for (Room room : rooms.all()) {
            String key = room.name().key();
            boolean counts = !found.containsKey(key) && !room.modes().has(RoomFlag.SECRET);
            if (counts && left-- == 0) {
                return new Found(found, false);
            } else if (!found.containsKey(key) && mayRead(reader, room)) {
                if (found.size() >= most) {
                    return new Found(found, false);
                }
                found.put(key, since(room));
            }
        }
        List<StoredRoom> kept = rooms.store()
                .kept(name -> rooms.find(name).isEmpty(), reader.has(UserMode.SERVER_OPERATOR), left).rooms();
        for (StoredRoom room : kept) {
            RoomSnapshot snapshot = room.snapshot();
            boolean isJudged = rooms.find(snapshot.name()).isPresent();
            if (!isJudged && mayRead(reader, snapshot.modes())) {
                if (found.size() >= most) {
                    return new Found(found, false);
                }
                found.put(snapshot.name().key(), HistoryPoint.BEGINNING);
            }
        }
        return new Found(found, kept.size() < left);
    }

    private static HistoryPoint since(@Nullable Room room) {
        return room == null ? HistoryPoint.BEGINNING : room.since(HistoryPoint.BEGINNING);
    }

    private static boolean mayRead(User reader, Room room) {
        return reader.membership(room.name()).isPresent()
                || room.hasInvited(reader)
                || mayRead(reader, room.modes());
    }

    private static boolean mayRead(User reader, RoomModes modes) {
        return reader.has(UserMode.SERVER_OPERATOR) || (!modes.has(RoomFlag.SECRET) && modes.admits(reader));
    }
}
