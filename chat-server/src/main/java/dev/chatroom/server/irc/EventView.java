package dev.chatroom.server.irc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.AwayChanged;
import dev.chatroom.core.event.ChatEvent.ContactChanged;
import dev.chatroom.core.event.ChatEvent.CrowdChanged;
import dev.chatroom.core.event.ChatEvent.Displaced;
import dev.chatroom.core.event.ChatEvent.Invited;
import dev.chatroom.core.event.ChatEvent.Joined;
import dev.chatroom.core.event.ChatEvent.Kicked;
import dev.chatroom.core.event.ChatEvent.Left;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.ModesChanged;
import dev.chatroom.core.event.ChatEvent.ProfileChanged;
import dev.chatroom.core.event.ChatEvent.Redacted;
import dev.chatroom.core.event.ChatEvent.Renamed;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.ChatEvent.Tagged;
import dev.chatroom.core.event.ChatEvent.TopicChanged;
import dev.chatroom.core.event.Loss;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.server.dialect.LineSink;
import dev.chatroom.server.irc.client.IrcClient;
import dev.chatroom.server.irc.client.PersonalLines;
import dev.chatroom.server.irc.client.Replies;
import dev.chatroom.server.irc.message.Capability;
import dev.chatroom.server.irc.message.EventLines;
import dev.chatroom.server.irc.message.IrcEncoding;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows events to one client where it reads something else than the other clients of its encoding. Owned by the writer. */
final class EventView {
    private static final int CHANGES_REMEMBERED = 64;

    private final IrcClient client;

    /** What is shown once though it happens in several rooms; null as long as nothing has been. */
    private @Nullable Set<Long> shownChanges;

    /**
     * Rooms, by their keys, from which others took this client for gone, and the sequence of the event by which it went; null as long as
     * there has been none.
     */
    private @Nullable Map<String, Long> lostPlaces;

    EventView(IrcClient client) {
        this.client = client;
    }

    /** Whether nothing can reach this client twice: from another room, or from those whom it follows. */
    boolean isOfOneRoom() {
        return shownChanges == null
                && client.user().outbox().roomsRead() < 2
                && !client.has(Capability.EXTENDED_MONITOR);
    }

    /** Shows an event of a room, if it is for this client. */
    void show(RoomEvent event, LineSink sink) {
        boolean own = event.author().userId() == client.user().id();
        if (!isFor(event, own)) {
            return;
        }
        // The answer to a request has the label that the client gave, or belongs to the batch of answers.
        String tag = own && client.user().takeRequest(event) instanceof Replies.Mark mark ? mark.tag() : "";
        String lines = EventLines.of(event, client.encoding(), tag);
        if (!lines.isEmpty()) {
            byte[] bytes = lines.getBytes(UTF_8);
            sink.lines(bytes, 0, bytes.length);
        }
    }

    /** Shows what reaches this client alone. */
    void showPersonal(ChatEvent event, LineSink sink) {
        IrcEncoding encoding = client.encoding();
        String nick = client.user().nickname().text();
        List<String> lines = switch (event) {
            case ChatEvent.DirectMessage told -> PersonalLines.told(told, encoding);
            case ChatEvent.Invitation invitation -> List.of(PersonalLines.invitation(invitation, nick, encoding));
            case ChatEvent.Announced announced ->
                List.of(PersonalLines.announced(announced, "to everyone", announced.text(), client));
            case ChatEvent.AnnouncedHere announced -> List.of(
                    PersonalLines.announced(announced, "to people of this server alone", announced.text(), client));
            case ChatEvent.Expelled expelled -> List.of(PersonalLines.expelled(expelled, nick));
            case Displaced displaced -> displaced(displaced);
            case ContactChanged changed -> contactChanged(changed);
            case RoomEvent inRoom -> throw new IllegalArgumentException("not for one user alone: " + inRoom);
        };
        lines.forEach(line -> sink.line(line.getBytes(UTF_8)));
    }

    private List<String> displaced(Displaced displaced) {
        return switch (displaced.loss()) {
            case Loss.Name(Nickname now) -> {
                String why = PersonalLines.nameLost(displaced, client);
                yield remember(displaced.id())
                        ? List.of(PersonalLines.renamed(displaced, now, client.encoding()), why)
                        : List.of(why);
            }
            case Loss.Place place -> {
                if (lostPlaces != null) {
                    // If the client comes in again, it has to be told.
                    lostPlaces.remove(place.room().key());
                }
                yield List.of(PersonalLines.placeLost(displaced, place, client));
            }
        };
    }

    private List<String> contactChanged(ContactChanged changed) {
        String line = PersonalLines.contactChanged(changed, client);
        boolean alsoInRooms = switch (changed.change()) {
            case AWAY, BACK, REAL_NAME, HOST -> true;
            case CAME, WENT -> false;
        };
        return line.isEmpty() || (alsoInRooms && !remember(changed.id())) ? List.of() : List.of(line);
    }

    private boolean isFor(RoomEvent event, boolean own) {
        if (!own && !event.audience().includes(client.user().id())) {
            return false;
        }
        boolean echo = !own || client.has(Capability.ECHO_MESSAGE);
        return switch (event) {
            case Message message -> echo;
            case Tagged tagged -> echo;
            case Invited invited -> !own
                    && client.has(Capability.INVITE_NOTIFY)
                    && invited.invited().userId() != client.user().id();
            case Renamed renamed -> remember(renamed.renaming());
            case Left left -> own ? isShownToOwn(left) : !left.forGood() || remember(left.departure());
            case AwayChanged changed -> !own && client.encoding().away() && remember(changed.change());
            case ProfileChanged changed -> client.encoding().shows(changed) && remember(changed.change());
            case Joined joined -> !own || !isBackIn(joined);
            case Redacted redacted -> client.encoding().redactions();
            case Kicked kicked -> true;
            case ModesChanged changed -> true;
            case TopicChanged changed -> true;
            case CrowdChanged crowd -> false;
        };
    }

    /** Whoever leaves the chat reads an ERROR; whoever was only taken for gone comes back, and reads on. */
    private boolean isShownToOwn(Left left) {
        if (left.forGood()) {
            lostPlaces = lostPlaces == null ? new HashMap<>() : lostPlaces;
            lostPlaces.put(left.room().key(), left.sequence());
        }
        return !left.forGood();
    }

    /** Whether the client is in the same room again that others took it out of, and has read all that happened meanwhile. */
    private boolean isBackIn(Joined joined) {
        Long left = lostPlaces == null ? null : lostPlaces.remove(joined.room().key());
        return left != null && left < joined.sequence();
    }

    /** False if this change has been shown already. */
    private boolean remember(long change) {
        if (shownChanges == null) {
            shownChanges = new LinkedHashSet<>();
        }
        if (shownChanges.size() == CHANGES_REMEMBERED) {
            shownChanges.remove(shownChanges.iterator().next());
        }
        return shownChanges.add(change);
    }
}
