package dev.chatroom.server.irc.history;

import dev.chatroom.core.ChatView;
import dev.chatroom.core.Membership;
import dev.chatroom.core.Room;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.DirectMessage;
import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.core.store.HistoryQuery.Detail;
import dev.chatroom.core.store.HistoryQuery.End;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.irc.client.IrcClient;
import dev.chatroom.server.irc.client.IrcRequest;
import dev.chatroom.server.irc.client.PersonalLines;
import dev.chatroom.server.irc.client.RoomTarget;
import dev.chatroom.server.irc.message.Capability;
import dev.chatroom.server.irc.message.EventLines;
import dev.chatroom.server.irc.message.IrcLine;
import dev.chatroom.server.irc.message.Tags;
import dev.chatroom.server.pace.LongAnswer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What was said before, from what is kept (IRCv3 draft/chathistory). */
public final class HistoryCommand {
    public static final int MOST = 200;

    private static final int EVENTS_PER_UNIT = 2_048;
    private static final int TARGETS_UNITS = 8;

    private HistoryCommand() {}

    public static Next chathistory(IrcClient client, IrcRequest request) {
        String subcommand = request.parameter(0).toUpperCase(Locale.ROOT);
        int references = switch (subcommand) {
            case "LATEST", "BEFORE", "AFTER", "AROUND" -> 1;
            case "BETWEEN", "TARGETS" -> 2;
            default -> 0;
        };
        if (references == 0) {
            return fail(client, "INVALID_PARAMS", "There is no such subcommand", subcommand);
        }
        // TARGETS has no target in front of its references.
        int first = subcommand.equals("TARGETS") ? 1 : 2;
        String limitText = request.parameter(first + references);
        if (!limitText.matches("[0-9]{1,6}")) {
            return fail(client, "INVALID_PARAMS",
                    "It takes %d references and a limit".formatted(references), subcommand);
        }
        int limit = Math.min(MOST, Integer.parseInt(limitText));
        Optional<HistoryReference> from = HistoryReference.parse(request.parameter(first));
        Optional<HistoryReference> to = references == 2 ? HistoryReference.parse(request.parameter(first + 1)) : from;
        boolean byTime = from.filter(HistoryReference::isTime).isPresent()
                && to.filter(HistoryReference::isTime).isPresent();
        if (subcommand.equals("TARGETS") && !byTime) {
            return fail(client, "INVALID_PARAMS", "TARGETS takes two references that are timestamp=TIME", subcommand);
        }
        boolean latest = subcommand.equals("LATEST") && request.parameter(first).equals("*");
        if (!latest && (from.isEmpty() || to.isEmpty())) {
            return fail(client, "INVALID_PARAMS", "A reference is msgid=ID or timestamp=TIME", subcommand);
        }
        HistoryRange range = new HistoryRange(subcommand, from.orElse(null), to.orElse(null), limit);
        if (subcommand.equals("TARGETS")) {
            return client.atLength(LongAnswer.reading(
                    client.chat().history().waitsForDisk(), work -> targets(client, range)));
        }
        String target = request.parameter(1);
        return RoomTarget.isChannel(target)
                ? ofChannel(client, subcommand, target, range)
                : client.atLength(ofPerson(client, target, range));
    }

    private static Next ofChannel(IrcClient client, String subcommand, String target, HistoryRange range) {
        Optional<Room> room = RoomTarget.membership(client, target).map(Membership::room);
        if (room.isEmpty()) {
            return fail(client, "INVALID_TARGET", "There is no history of that for you", subcommand, target);
        }
        RoomName name = room.get().name();
        ChatView view = client.chat().viewFor(client.user());
        Detail detail = detail(client);
        int walk = (int) (room.get().newest() - room.get().oldest());
        LongAnswer answer = new HistoryAnswer<ChatEvent.RoomEvent>(
                client, "chathistory", "#" + name,
                () -> range.of((after, before, end, limit) -> view.history(name, after, before, end, limit, detail)),
                (first, last, limit) -> view.history(
                        name, new HistoryPoint.OfId(first - 1), new HistoryPoint.OfId(last + 1), End.OLDEST, limit,
                        detail),
                event -> EventLines.of(event, client.encoding(), "").lines(), 1 + walk / EVENTS_PER_UNIT);
        client.work().charge(walk / EVENTS_PER_UNIT);
        return client.atLength(answer);
    }

    private static LongAnswer ofPerson(IrcClient client, String target, HistoryRange range) {
        List<DirectMessage> messages = range.of(HistoryRange.Source.of(client.user().directMessages().stream()
                .filter(message -> isWith(message, client, target))
                .toList()));
        Set<Long> wanted = messages.stream().map(DirectMessage::id).collect(Collectors.toUnmodifiableSet());
        return new HistoryAnswer<>(
                client, "chathistory", target, () -> messages,
                (first, last, limit) -> client.user().directMessages().stream()
                        .filter(message -> message.id() >= first && message.id() <= last
                                && wanted.contains(message.id()))
                        .toList(),
                message -> PersonalLines.told(message, client.encoding()).stream(), 1);
    }

    private static Detail detail(IrcClient client) {
        if (!client.has(Capability.EVENT_PLAYBACK)) {
            return Detail.MESSAGES;
        }
        return client.encoding().redactions() ? Detail.CHANGES_AND_REDACTIONS : Detail.CHANGES;
    }

    /** Whether a message was exchanged with the user who had that name then, or has it now. */
    static boolean isWith(DirectMessage message, IrcClient client, String nick) {
        Author other = other(message, client);
        return other.nickname().text().equalsIgnoreCase(nick)
                || client.chat().find(nick).filter(user -> user.id() == other.userId()).isPresent();
    }

    /** With whom and where something was said in a time, and when last. */
    private static void targets(IrcClient client, HistoryRange range) {
        record Target(String name, Instant at) {}
        client.work().charge(TARGETS_UNITS);
        List<Target> found = new ArrayList<>();
        ChatView view = client.chat().viewFor(client.user());
        client.user().memberships().forEach(membership -> {
            String channel = "#" + membership.room().name();
            view.history(membership.room().name(), HistoryPoint.BEGINNING, HistoryPoint.END, End.NEWEST, 1,
                    Detail.MESSAGES)
                    .forEach(last -> found.add(new Target(channel, last.at())));
        });
        List<DirectMessage> messages = client.user().directMessages();
        messages.reversed().stream()
                .map(message -> new Target(other(message, client).nickname().text(), message.at()))
                .filter(target -> found.stream().noneMatch(known -> known.name().equalsIgnoreCase(target.name())))
                .forEach(found::add);
        List<String> lines = range.between(found, Target::at).stream()
                .map(target -> IrcLine.from(client.server().name(), "CHATHISTORY")
                        .with("TARGETS").with(target.name()).with(Tags.time(target.at())).toString())
                .toList();
        batch(client, "draft/chathistory-targets", "", lines);
    }

    private static Author other(DirectMessage message, IrcClient client) {
        return message.author().userId() == client.user().id() ? message.recipient() : message.author();
    }

    private static void batch(IrcClient client, String type, String target, List<String> lines) {
        if (!client.has(Capability.BATCH)) {
            lines.forEach(client::line);
            return;
        }
        Playback.answer(client, type, target, lines);
    }

    private static Next fail(IrcClient client, String code, String text, String... context) {
        client.fail("CHATHISTORY", code, text, context);
        return Next.CONTINUE;
    }
}
