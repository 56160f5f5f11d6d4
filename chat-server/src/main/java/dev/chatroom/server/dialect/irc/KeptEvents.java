package dev.chatroom.server.dialect.irc;

import dev.chatroom.core.ChatEvent.AwayChanged;
import dev.chatroom.core.ChatEvent.CrowdChanged;
import dev.chatroom.core.ChatEvent.Invited;
import dev.chatroom.core.ChatEvent.Message;
import dev.chatroom.core.ChatEvent.ProfileChanged;
import dev.chatroom.core.ChatEvent.Redacted;
import dev.chatroom.core.ChatEvent.RoomEvent;
import dev.chatroom.core.ChatEvent.Tagged;
import dev.chatroom.core.Room;
import dev.chatroom.core.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a room's log still holds for a user. */
final class KeptEvents {
    private KeptEvents() {}

    /**
     * The events that the user may read, the oldest first.
     *
     * @param all whether with comings, goings and changes (IRCv3 draft/event-playback), or only what was said
     * @param redactions whether, among these, with what tells that something was taken back
     */
    static List<RoomEvent> of(Room room, User user, boolean all, boolean redactions) {
        List<RoomEvent> kept = new ArrayList<>();
        long newest = room.newest();
        for (long sequence = room.oldest(); sequence <= newest; sequence++) {
            Optional<RoomEvent> event = room.event(sequence);
            if (event.orElse(null) instanceof Redacted redacted) {
                kept.removeIf(one -> one.id() == redacted.message());
            }
            event.filter(one -> isFor(one, user, all))
                    .filter(one -> redactions || !(one instanceof Redacted))
                    .ifPresent(kept::add);
        }
        return kept;
    }

    private static boolean isFor(RoomEvent event, User user, boolean all) {
        if (!event.audience().includes(user.id())) {
            return false;
        }
        return switch (event) {
            case Message message -> true;
            case Tagged tagged -> all;
            case CrowdChanged changed -> false;
            case Invited invited -> false;
            case AwayChanged changed -> false;
            case ProfileChanged changed -> false;
            case RoomEvent other -> all;
        };
    }
}
