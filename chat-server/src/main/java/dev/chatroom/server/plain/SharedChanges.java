package dev.chatroom.server.plain;

import dev.chatroom.core.Chat;
import dev.chatroom.core.Room;
import dev.chatroom.core.event.ChatEvent.Joined;
import dev.chatroom.core.event.ChatEvent.Left;
import dev.chatroom.core.event.ChatEvent.Renamed;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.text.Nickname;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody changed in several rooms at once, which a reader who is in several of them is told once: by the room
 * that the reader looks at, if that tells it. For the writer alone.
 */
final class SharedChanges {
    private static final int REMEMBERED = 64;

    /** Of a busier room than that it is not known in time what it tells, and the change may be shown for another. */
    private static final int LOOKED_THROUGH = 1_000;

    private final Chat chat;
    private final Set<Long> shown = new LinkedHashSet<>();

    SharedChanges(Chat chat) {
        this.chat = chat;
    }

    /** What is the same in all events of one change; 0 for an event that other rooms have nothing to do with. */
    static long idOf(RoomEvent event) {
        if (event instanceof Renamed renamed) {
            return renamed.renaming();
        }
        return event instanceof Left left && left.forGood() ? left.departure() : 0;
    }

    /**
     * Whether to show an event of a change: it is the first, and not of another room than the one looked at while that
     * has one too.
     *
     * @param elsewhere the room looked at, if the event is not from it
     */
    boolean isNews(RoomEvent event, @Nullable Room elsewhere) {
        long change = idOf(event);
        if (shown.contains(change) || (elsewhere != null && tells(elsewhere, event))) {
            return false;
        }
        if (shown.size() == REMEMBERED) {
            shown.remove(shown.iterator().next());
        }
        return shown.add(change);
    }

    /** Whether a room's members are told of the change that an event in another room is part of, or will be. */
    private boolean tells(Room room, RoomEvent event) {
        // Whoever changes says so in one room after the other: asked in this order, no room is in neither answer.
        boolean author = isToldStill(room, event);
        long oldest = Math.max(room.oldest(), room.newest() - LOOKED_THROUGH);
        for (long sequence = room.newest(); sequence >= oldest; sequence--) {
            Optional<RoomEvent> kept = room.event(sequence);
            if (kept.isEmpty() || kept.get().id() < idOf(event)) {
                return author;
            } else if (idOf(kept.get()) == idOf(event)) {
                return !(kept.get() instanceof Left left && left.quiet());
            } else if (kept.get() instanceof Joined joined && joined.author().userId() == event.author().userId()) {
                return false;
            }
        }
        return author;
    }

    /** Whether the author is in the room, which thus learns of the change in a moment if it has not yet. */
    private boolean isToldStill(Room room, RoomEvent event) {
        Nickname nickname = event instanceof Renamed renamed ? renamed.nickname() : event.author().nickname();
        boolean quiet = event instanceof Left && room.view(0, 0).present() > chat.limits().of(Limit.QUIET_ABOVE);
        return !quiet && chat.find(nickname.text())
                .filter(user -> user.id() == event.author().userId())
                .flatMap(user -> user.membership(room.name()))
                .isPresent();
    }
}
