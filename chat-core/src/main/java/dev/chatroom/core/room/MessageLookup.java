package dev.chatroom.core.room;

import dev.chatroom.core.broadcast.Broadcaster;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.Redacted;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.ChatEvent.Tagged;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds what was said in a room under an id and has not been taken back. The log may be long, so most of it is looked
 * through before the append lock is taken, and only what has come since then under it.
 */
public final class MessageLookup {
    private final Broadcaster<ChatEvent> log;
    private final long message;

    /** Up to this sequence the log has been looked through. */
    private final long looked;

    private final Optional<RoomEvent> found;

    /** Looks through the log; not under the lock. */
    public MessageLookup(Broadcaster<ChatEvent> log, long message) {
        this.log = log;
        this.message = message;
        this.looked = log.newest();
        this.found = find();
    }

    private Optional<RoomEvent> find() {
        Optional<RoomEvent> said = Optional.empty();
        for (long sequence = log.oldest(); sequence <= looked; sequence++) {
            ChatEvent event = log.kept(sequence);
            if (takesBack(event)) {
                return Optional.empty();
            }
            if (event instanceof RoomEvent inRoom && isMeant(inRoom)) {
                said = Optional.of(inRoom);
            }
        }
        return said;
    }

    /**
     * What was said, as of now; under the lock. Newcomers may be shown what the log has forgotten.
     *
     * @param unshown what has happened and is not in the log yet
     */
    public Optional<RoomEvent> now(RecentMessages recent, Iterable<RoomEvent> unshown) {
        Optional<RoomEvent> said = found;
        for (long sequence = Math.max(looked + 1, log.oldest()); sequence <= log.newest(); sequence++) {
            ChatEvent event = log.kept(sequence);
            if (takesBack(event)) {
                return Optional.empty();
            } else if (event instanceof RoomEvent inRoom && isMeant(inRoom)) {
                said = Optional.of(inRoom);
            }
        }
        for (RoomEvent event : unshown) {
            if (takesBack(event)) {
                return Optional.empty();
            } else if (isMeant(event)) {
                said = Optional.of(event);
            }
        }
        return said.or(() -> recent.find(message).map(RoomEvent.class::cast));
    }

    private boolean isMeant(RoomEvent event) {
        return (event instanceof Message || event instanceof Tagged) && event.id() == message;
    }

    private boolean takesBack(@Nullable ChatEvent event) {
        return event instanceof Redacted redacted && redacted.message() == message;
    }
}
