package dev.chatroom.core;

import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.core.limit.Outcome.Refused;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.limit.RoomNameRules;
import dev.chatroom.core.store.StoredRoom;
import dev.chatroom.core.text.RoomName;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Those who say something to a room that they are not in. A room that nobody is in is opened for that if it is kept, and is
 * left again when it has been said. For any thread.
 */
final class PassersBy {
    private final ChatSettings settings;
    private final Rooms rooms;

    PassersBy(ChatSettings settings, Rooms rooms) {
        this.settings = settings;
        this.rooms = rooms;
    }

    /** What {@link Chat#postInPassing} says. */
    Outcome<RoomEvent> postInPassing(User author, String room, String key, OutgoingMessage draft) {
        Objects.requireNonNull(key, "a key is not null");
        return switch (RoomNameRules.parse(room, settings.limits())) {
            case Refused<RoomName>(Refusal refusal) -> new Refused<>(refusal);
            case Done<RoomName>(RoomName name) -> say(name, there -> there.changes().sayInPassing(author, key, draft));
        };
    }

    private Outcome<RoomEvent> say(RoomName name, Function<Room, Outcome<RoomEvent>> saying) {
        return Rooms.ifReadable(name, () -> {
            while (true) {
                Room room = find(name);
                if (rooms.isClosed()) {
                    return new Refused<>(new Refusal.Gone());
                } else if (room == null) {
                    return new Refused<>(new Refusal.NoSuchRoom(name.text()));
                }
                Outcome<RoomEvent> outcome = say(room, saying);
                // The last member may have left in this moment, and the room is kept all the same.
                if (!(outcome instanceof Refused<RoomEvent>(Refusal.Gone gone)) || !room.isClosed()) {
                    return outcome;
                }
            }
        });
    }

    /** The room of this name, which is opened if it is kept; null if there is none. */
    private @Nullable Room find(RoomName name) {
        if (settings.keptRooms().containsKey(name.key())) {
            return rooms.open(name);
        }
        // With an order of several chats, what is said to a room that nobody is in comes to nothing in all of them.
        boolean opens = rooms.order().placesAtOnce() && rooms.all().size() < settings.limits().of(Limit.ROOMS);
        return rooms.open(name, kept -> opens && kept.filter(StoredRoom::goesOn).isPresent());
    }

    private Outcome<RoomEvent> say(Room room, Function<Room, Outcome<RoomEvent>> saying) {
        try {
            return saying.apply(room);
        } finally {
            rooms.closeIfEmpty(room);
        }
    }
}
