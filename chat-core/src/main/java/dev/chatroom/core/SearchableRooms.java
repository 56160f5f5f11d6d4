package dev.chatroom.core;

import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.room.RoomModes;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.core.store.HistoryStore;
import dev.chatroom.core.store.StoredRoom;
import dev.chatroom.core.text.RoomName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * In which rooms somebody may look for what was said: in those that the user is in or could enter now, as far as there is a
 * place. A room that nobody is in is judged by what is kept of it. For any thread.
 *
 * <p>Nobody hides other people's rooms by making many: those with the most members come first, rooms that are shut to the
 * reader take no place, and a part of the places is for rooms that nobody is in.
 */
final class SearchableRooms {
    /** Of so many places one is for a room that nobody is in. */
    private static final int DESERTED_SHARE = 4;

    /** So many rooms with masks are judged at most for each place. */
    private static final int JUDGED = 4;

    /** So many masks are looked at for each place, in all. */
    private static final int MASKS = 100;

    /** So many rooms that nobody is in are read for each place, and one more; those that are secret are not read. */
    private static final int KEPT = 16;

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
     * @param lookedAt how many rooms were looked at to find them
     */
    record Found(Map<String, HistoryPoint> since, boolean all, int lookedAt) {}

    /** That room, if the reader may look into it. */
    Found named(User reader, RoomName name) {
        Room room = rooms.find(name).orElse(null);
        boolean may = room != null
                ? mayRead(reader, room)
                : rooms.store().kept(name).filter(kept -> mayRead(reader, kept.snapshot().modes())).isPresent();
        return new Found(may ? Map.of(name.key(), since(room)) : Map.of(), true, 1);
    }

    /** Up to {@link Limit#SEARCH_ROOMS} rooms: first those that the reader is in, then others that people are in. */
    Found any(User reader) {
        int most = settings.limits().of(Limit.SEARCH_ROOMS);
        Map<String, HistoryPoint> found = new LinkedHashMap<>();
        reader.memberships().stream().limit(most)
                .forEach(place -> found.put(place.room().name().key(), since(place.room())));
        EnterableRooms enterable = new EnterableRooms(reader, MASKS * most);
        List<Room> inUse = enterable.find(rooms.all(), most, JUDGED * most);
        int places = most - most / DESERTED_SHARE;
        boolean all = fill(found, inUse, places);
        HistoryStore.Kept kept = rooms.store()
                .kept(name -> rooms.find(name).isEmpty(), reader.has(UserMode.SERVER_OPERATOR), KEPT * most + 1);
        int lookedAt = rooms.all().size() + kept.lookedAt();
        for (StoredRoom stored : kept.rooms()) {
            RoomSnapshot room = stored.snapshot();
            boolean isWanted = stored.goesOn() && rooms.find(room.name()).isEmpty() && enterable.admits(room.modes());
            if (isWanted && found.size() == most) {
                return new Found(found, false, lookedAt);
            } else if (isWanted) {
                found.put(room.name().key(), HistoryPoint.BEGINNING);
            }
        }
        all = all || fill(found, inUse, most);
        all = all && !enterable.leftOut() && kept.rooms().size() <= KEPT * most;
        return new Found(found, all, lookedAt);
    }

    /** Takes rooms as long as there are fewer than so many; whether these are all of them. */
    private static boolean fill(Map<String, HistoryPoint> found, List<Room> from, int most) {
        for (Room room : from) {
            String key = room.name().key();
            if (!found.containsKey(key)) {
                if (found.size() >= most) {
                    return false;
                }
                found.put(key, since(room));
            }
        }
        return true;
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
