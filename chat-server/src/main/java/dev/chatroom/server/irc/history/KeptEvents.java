package dev.chatroom.server.irc.history;

import dev.chatroom.core.Room;
import dev.chatroom.core.User;
import dev.chatroom.core.event.ChatEvent.AwayChanged;
import dev.chatroom.core.event.ChatEvent.CrowdChanged;
import dev.chatroom.core.event.ChatEvent.Invited;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.ProfileChanged;
import dev.chatroom.core.event.ChatEvent.Redacted;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.ChatEvent.Tagged;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

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
        return newestFirst(room, user, all, redactions).toList().reversed();
    }

    /** The same, the newest first; of the log is looked at what is taken from the stream. */
    static Stream<RoomEvent> newestFirst(Room room, User user, boolean all, boolean redactions) {
        long oldest = room.oldest();
        Set<Long> takenBack = new HashSet<>();
        return LongStream.iterate(room.newest(), sequence -> sequence >= oldest, sequence -> sequence - 1)
                .mapToObj(room::event)
                .flatMap(Optional::stream)
                .filter(event -> !takenBack.contains(event.id()))
                .filter(event -> !(event instanceof Redacted redacted && takenBack.add(redacted.message()))
                        || redactions)
                .filter(event -> isFor(event, user, all));
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
