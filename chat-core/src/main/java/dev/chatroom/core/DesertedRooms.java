package dev.chatroom.core;

import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.room.RoomModes;
import dev.chatroom.core.room.RoomOwner;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.room.RoomSummary;
import dev.chatroom.core.room.RoomView;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.store.HistoryStore;
import dev.chatroom.core.store.StoredRoom;
import dev.chatroom.core.text.RoomName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Rooms that are kept and that nobody is in, as the store has them. For any thread; may wait for a disk. */
final class DesertedRooms {
    /** So many are looked at for each that is listed, since in some nothing may have happened; one more tells that there are others. */
    private static final int TRIES = 4;

    private final ChatSettings settings;
    private final Rooms rooms;

    DesertedRooms(ChatSettings settings, Rooms rooms) {
        this.settings = settings;
        this.rooms = rooms;
    }

    /** That room as it was left, whoever asks; empty if there is none or somebody is in it. */
    Optional<RoomSnapshot> named(RoomName name) {
        return rooms.find(name).isPresent()
                ? Optional.empty()
                : rooms.store().kept(name).filter(StoredRoom::goesOn).map(StoredRoom::snapshot);
    }

    /** The same as somebody may see it. */
    Optional<RoomView> named(RoomName name, User reader) {
        return named(name).filter(room -> mayKnow(reader, room.modes())).map(room -> view(room, reader));
    }

    private static RoomView view(RoomSnapshot room, User reader) {
        RoomModes modes = reader.has(UserMode.SERVER_OPERATOR) ? room.modes() : room.modes().forOutsiders();
        return new RoomView(
                room.name(), RoomOwner.SERVER_OPERATORS, true, room.topic(), modes, room.createdAt(), 0, List.of(),
                List.of(), room.position());
    }

    /** Up to {@link Limit#SEARCH_ROOMS} of those that are wanted, as far as somebody may know of them. */
    ChatView.Deserted any(User reader, Predicate<RoomName> wanted) {
        int most = settings.limits().of(Limit.SEARCH_ROOMS);
        HistoryStore.Kept kept = rooms.store().kept(
                name -> wanted.test(name) && rooms.find(name).isEmpty(), reader.has(UserMode.SERVER_OPERATOR),
                TRIES * most + 1);
        List<RoomSummary> found = new ArrayList<>();
        for (StoredRoom room : kept.rooms()) {
            RoomSnapshot now = room.snapshot();
            if (room.goesOn() && mayKnow(reader, now.modes()) && rooms.find(now.name()).isEmpty()) {
                if (found.size() == most) {
                    return new ChatView.Deserted(found, false, kept.lookedAt());
                }
                found.add(new RoomSummary(
                        now.name(), now.topic(), now.createdAt(), now.modes().has(RoomFlag.SECRET), 0));
            }
        }
        return new ChatView.Deserted(found, kept.rooms().size() <= TRIES * most, kept.lookedAt());
    }

    private static boolean mayKnow(User reader, RoomModes modes) {
        return !modes.has(RoomFlag.SECRET) || reader.has(UserMode.SERVER_OPERATOR);
    }
}
