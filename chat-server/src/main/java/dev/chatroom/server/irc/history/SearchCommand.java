package dev.chatroom.server.irc.history;

import dev.chatroom.core.ChatView;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.DirectMessage;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.core.limit.RoomNameRules;
import dev.chatroom.core.store.HistoryQuery.End;
import dev.chatroom.core.text.CaseFold;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.core.text.Words;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.irc.client.IrcClient;
import dev.chatroom.server.irc.client.IrcRequest;
import dev.chatroom.server.irc.client.PersonalLines;
import dev.chatroom.server.irc.client.RoomTarget;
import dev.chatroom.server.irc.history.SearchAttributes.WrongAttribute;
import dev.chatroom.server.irc.message.Capability;
import dev.chatroom.server.irc.message.EventLines;
import dev.chatroom.server.irc.message.IrcLine;
import dev.chatroom.server.irc.message.Tags;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** SEARCH: what was said with certain words, in rooms and to the client (soju.im/search). */
public final class SearchCommand {
    /** So many messages are told to people whose client shows them one below the other. */
    private static final int TOLD = 10;

    /** A question that is longer is not repeated to whoever asked it. */
    private static final int MOST_REPEATED = 200;

    private static final int UNITS = 4;

    /** To see whether a room is open to somebody costs little. */
    private static final int LOOKED_AT_PER_UNIT = 64;
    private static final int ROOMS_PER_UNIT = 8;

    private SearchCommand() {}

    public static Next search(IrcClient client, IrcRequest request) {
        SearchAttributes wanted;
        if (!request.says(0)) {
            client.fail("SEARCH", "NEED_MORE_PARAMS", "Look for what? SEARCH text=tea;from=bob;in=#lobby");
            return Next.CONTINUE;
        }
        try {
            if (!client.has(Capability.SEARCH)) {
                tell(client, String.join(" ", request.message().parameters()));
                return Next.CONTINUE;
            }
            wanted = SearchAttributes.parse(request.parameter(0));
        } catch (WrongAttribute wrong) {
            client.fail("SEARCH", "INVALID_PARAMS", wrong.text(), wrong.key());
            return Next.CONTINUE;
        }
        return client.atLength(new HistoryAnswer<>(
                client, "soju.im/search", "", () -> foundFirst(client, wanted),
                (first, last, limit) -> found(client, wanted.between(first, last, limit)).events(),
                event -> lines(client, event), 0));
    }

    /**
     * What was found.
     *
     * @param events in the order of time
     * @param notEverywhere says that not all rooms were looked at; empty if they were
     */
    private record Answer(List<ChatEvent> events, Optional<String> notEverywhere) {}

    private static List<ChatEvent> foundFirst(IrcClient client, SearchAttributes wanted) {
        Answer answer = found(client, wanted);
        answer.notEverywhere().ifPresent(text -> client.note("SEARCH", "NOT_EVERYWHERE", text));
        return answer.events();
    }

    /** Tells people whose client knows nothing of searches, and who have typed the command. */
    private static void tell(IrcClient client, String written) throws WrongAttribute {
        SearchAttributes wanted = SearchAttributes.ofPeople(written);
        Answer answer = found(client, wanted.atMost(TOLD + 1));
        List<ChatEvent> found = answer.events();
        boolean oldest = wanted.end() == End.OLDEST;
        int most = Math.min(TOLD, found.size());
        List<ChatEvent> shown =
                oldest ? found.subList(0, most) : found.subList(found.size() - most, found.size());
        client.line(notice(client).ending(
                shown.isEmpty() ? nothingFound(client) : "Found, the newest last:"));
        shown.stream().flatMap(event -> told(client, event)).forEach(client::line);
        if (found.size() > most) {
            client.line(notice(client).ending(oldest
                    ? "For later ones: SEARCH " + with(written, "after", found.get(most))
                    : "For older ones: SEARCH " + with(written, "before", found.get(found.size() - most - 1))));
        }
        answer.notEverywhere().ifPresent(text -> client.line(notice(client).ending(text)));
    }

    private static String nothingFound(IrcClient client) {
        return client.chat().history().keepsMessages()
                ? "Nothing found; SEARCH finds whole words: SEARCH tea, or SEARCH text=tea;from=bob;in=#lobby"
                : "Nothing found; no history of channels is kept here";
    }

    /** The same question from there on, that included, if it is short enough to be repeated. */
    private static String with(String written, String key, ChatEvent from) {
        String rest = written.contains("=")
                ? written.replaceAll("(?i)(^|;)" + key + "=[^;]*", "").replaceFirst("^;", "")
                : "text=" + written;
        String repeated = rest.length() > MOST_REPEATED ? "text=WORDS" : rest;
        return (repeated.isEmpty() ? "" : repeated + ";") + key + "=" + Tags.time(from.at());
    }

    private static Stream<String> told(IrcClient client, ChatEvent event) {
        String text = switch (event) {
            case DirectMessage told -> "<" + told.author().nickname().text() + "> " + told.text();
            case Message message -> "#" + message.room().text() + " " + MessageNotices.text(message);
            default -> throw new IllegalArgumentException("nobody looks for " + event);
        };
        return MessageNotices.lines(client.context(), event.at(), text, () -> notice(client));
    }

    private static IrcLine notice(IrcClient client) {
        return IrcLine.from(client.server().name(), "NOTICE").with(client.name());
    }

    private static Stream<String> lines(IrcClient client, ChatEvent event) {
        return event instanceof DirectMessage told
                ? PersonalLines.told(told, client.encoding()).stream()
                : EventLines.of((RoomEvent) event, client.encoding(), "").lines();
    }

    private static Answer found(IrcClient client, SearchAttributes wanted) {
        boolean everywhere = wanted.in().isEmpty();
        boolean inRoom = wanted.in().filter(RoomTarget::isChannel).isPresent();
        List<ChatEvent> found = new ArrayList<>();
        Optional<String> notEverywhere = Optional.empty();
        client.work().charge(UNITS);
        if (everywhere || inRoom) {
            ChatView.Found inRooms = inRooms(client, wanted);
            client.work().charge(inRooms.lookedAt() / LOOKED_AT_PER_UNIT);
            found.addAll(inRooms.messages());
            notEverywhere = inRooms.everywhere() ? Optional.empty() : Optional.of(notEverywhere(inRooms.rooms()));
        }
        if (!inRoom) {
            client.user().directMessages().stream()
                    .filter(message -> isWanted(message, client, wanted))
                    .forEach(found::add);
        }
        found.sort(Comparator.comparingLong(ChatEvent::id));
        int most = Math.min(wanted.limit(), found.size());
        return new Answer(
                wanted.end() == End.OLDEST
                        ? found.subList(0, most)
                        : found.subList(found.size() - most, found.size()),
                notEverywhere);
    }

    private static String notEverywhere(int rooms) {
        return "Only %,d %s looked at; in=#channel looks in another"
                .formatted(rooms, rooms == 1 ? "channel was" : "channels were");
    }

    private static ChatView.Found inRooms(IrcClient client, SearchAttributes wanted) {
        Optional<RoomName> room = wanted.in().flatMap(name -> named(client, name));
        if (room.isEmpty() && wanted.in().isPresent()) {
            return new ChatView.Found(List.of(), 0, true, 0);
        }
        ChatView.Found found = client.view().search(
                room, wanted.phrases(), wanted.from(), wanted.after(), wanted.before(), wanted.end(), wanted.limit());
        client.work().charge(found.rooms() / ROOMS_PER_UNIT);
        return found;
    }

    private static Optional<RoomName> named(IrcClient client, String channel) {
        return RoomNameRules.parse(channel, client.chat().limits()) instanceof Done<RoomName>(RoomName name)
                ? Optional.of(name)
                : Optional.empty();
    }

    private static boolean isWanted(DirectMessage message, IrcClient client, SearchAttributes wanted) {
        List<String> text = Words.of(message.text());
        return wanted.after().compare(message) > 0
                && wanted.before().compare(message) < 0
                && wanted.in().filter(nick -> !HistoryCommand.isWith(message, client, nick)).isEmpty()
                && wanted.from().filter(nick -> !CaseFold.key(nick).equals(message.author().nickname().key())).isEmpty()
                && wanted.phrases().stream().allMatch(phrase -> Words.contains(text, Words.of(phrase)));
    }
}
