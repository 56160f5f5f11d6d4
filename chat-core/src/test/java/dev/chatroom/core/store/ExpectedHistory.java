package dev.chatroom.core.store;

import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.Redacted;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.ChatEvent.Tagged;
import dev.chatroom.core.store.HistoryQuery.Detail;
import dev.chatroom.core.store.HistoryQuery.End;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a store has to answer, found by looking at all events of a room, one after the other. */
final class ExpectedHistory {
    private ExpectedHistory() {}

    static List<RoomEvent> of(List<RoomEvent> all, HistoryQuery query) {
        List<RoomEvent> wanted = new ArrayList<>();
        for (RoomEvent event : standing(all)) {
            boolean said = event instanceof Message;
            boolean ofRoom = event instanceof ChatEvent.TopicChanged || event instanceof ChatEvent.ModesChanged;
            boolean change = ofRoom
                    || (query.detail() != Detail.OUTSIDE
                            && (event instanceof Tagged || event instanceof ChatEvent.Joined))
                    || (event instanceof Redacted && query.detail() != Detail.CHANGES);
            if ((said || (change && query.detail() != Detail.MESSAGES)) && isFor(event, query.reader())
                    && isBetween(event, query.after(), query.before())) {
                wanted.add(event);
            }
        }
        while (wanted.size() > query.limit()) {
            RoomEvent unused = query.end() == End.NEWEST ? wanted.removeFirst() : wanted.removeLast();
        }
        return wanted;
    }

    static List<Message> of(List<RoomEvent> all, HistorySearch search) {
        List<Message> found = new ArrayList<>();
        List<RoomEvent> standing = standing(all);
        for (RoomEvent event : search.end() == End.NEWEST ? standing.reversed() : standing) {
            if (event instanceof Message message && found.size() < search.limit() && isFor(message, search.reader())
                    && isBetween(message, search.after(), search.before())
                    && (search.author().isEmpty() || message.author().nickname().text().equals(search.author().get()))
                    && search.phrases().stream().allMatch(phrase -> !spaced(phrase).isBlank()
                            && spaced(message.text()).contains(spaced(phrase)))) {
                found.add(message);
            }
        }
        return found;
    }

    /** With one blank before, between and after its words. */
    private static String spaced(String text) {
        return (" " + text.toLowerCase(Locale.ROOT) + " ")
                .replaceAll("([\\p{IsHan}\\p{IsHiragana}])", " $1 ")
                .replaceAll("[^\\p{L}\\p{N}]+", " ");
    }

    private static List<RoomEvent> standing(List<RoomEvent> all) {
        Set<Long> takenBack = new HashSet<>();
        all.forEach(event -> {
            if (event instanceof Redacted redacted) {
                takenBack.add(redacted.message());
            }
        });
        return all.stream().filter(event -> !takenBack.contains(event.id())).toList();
    }

    private static boolean isFor(RoomEvent event, long reader) {
        return event.audience().isEverybody() || event.audience().users().contains(reader);
    }

    private static boolean isBetween(RoomEvent event, HistoryPoint after, HistoryPoint before) {
        return compare(after, event) < 0 && compare(before, event) > 0;
    }

    private static int compare(HistoryPoint point, RoomEvent event) {
        return switch (point) {
            case HistoryPoint.OfId(long id) -> Long.compare(id, event.id());
            case HistoryPoint.OfTime(var at) -> at.compareTo(event.at());
        };
    }
}
