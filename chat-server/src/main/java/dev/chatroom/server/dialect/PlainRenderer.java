package dev.chatroom.server.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.core.ChatEvent;
import dev.chatroom.core.ChatEvent.CrowdChanged;
import dev.chatroom.core.ChatEvent.Joined;
import dev.chatroom.core.ChatEvent.Left;
import dev.chatroom.core.ChatEvent.Message;
import dev.chatroom.core.ChatEvent.Renamed;
import dev.chatroom.core.ChatEvent.RoomEvent;
import dev.chatroom.core.ChatEvent.TopicChanged;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of room events as all plain readers but their author see them, made once and kept for a while, since
 * everybody in a room reads the same events at about the same time. One for all connections; for any thread.
 *
 * <p>Two threads may render the same event at once; both get the right bytes and one of them is kept.
 */
public final class PlainRenderer {
    /** Events kept; a power of two. A reader who is further behind renders anew. */
    private static final int SLOTS = 1_024;

    private static final class Rendered {
        private final long eventId;
        private final byte[] line;

        Rendered(long eventId, byte[] line) {
            this.eventId = eventId;
            this.line = line;
        }
    }

    private final AtomicReferenceArray<@Nullable Rendered> slots = new AtomicReferenceArray<>(SLOTS);

    /** The line for an event by somebody else; empty if plain readers are not shown it. Not to be changed. */
    byte[] line(RoomEvent event) {
        int slot = (event.room().key().hashCode() * 31 + (int) event.sequence()) & (SLOTS - 1);
        Rendered known = slots.getAcquire(slot);
        if (known != null && known.eventId == event.id()) {
            return known.line;
        }
        byte[] line = text(event).getBytes(UTF_8);
        slots.setRelease(slot, new Rendered(event.id(), line));
        return line;
    }

    private static String text(RoomEvent event) {
        String name = event.author().nickname().text();
        return switch (event) {
            case Message message -> PlainText.message(message);
            case Joined joined -> joined.quiet() ? "" : PlainText.joined(name);
            case Left left -> left.quiet() ? "" : PlainText.left(name, left.reason());
            case Renamed renamed -> PlainText.renamed(name, renamed.nickname().text());
            case TopicChanged changed -> PlainText.topicChanged(name, changed.topic());
            case CrowdChanged crowd -> PlainText.crowdChanged(crowd.joined(), crowd.left(), crowd.present());
        };
    }

    /** The line for an event by the reader; empty if the reader knows already. */
    static String ownLine(RoomEvent event) {
        return switch (event) {
            case Renamed renamed -> PlainText.youAreNow(renamed.nickname().text());
            case TopicChanged changed -> PlainText.topicChanged("you", changed.topic());
            case ChatEvent.Said said -> "";
            case ChatEvent.Emoted emoted -> "";
            case Joined joined -> "";
            case Left left -> "";
            case CrowdChanged crowd -> "";
        };
    }
}
