package dev.chatroom.server.irc.history;

import dev.chatroom.core.event.ChatEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Which part of what was said a client wants: at most so many events, around one point or between two. */
record HistoryRange(String subcommand, HistoryPoint from, HistoryPoint to, int limit) {

    /** Those of the events, which are in the order of time. */
    <E extends ChatEvent> List<E> of(List<E> events) {
        return switch (subcommand) {
            case "LATEST" -> last(events.stream().filter(event -> from.compare(event) > 0).toList());
            case "BEFORE" -> last(events.stream().filter(event -> from.compare(event) < 0).toList());
            case "AFTER" -> first(events.stream().filter(event -> from.compare(event) > 0).toList());
            case "AROUND" -> around(events);
            default -> between(events);
        };
    }

    /** Those of the targets whose times lie between both points, from the first point on towards the second. */
    <T> List<T> between(List<T> targets, Function<T, Instant> time) {
        boolean onwards = from.at().isBefore(to.at());
        Instant early = HistoryPoint.shown(onwards ? from.at() : to.at());
        Instant late = HistoryPoint.shown(onwards ? to.at() : from.at());
        List<T> found = targets.stream()
                .filter(target -> HistoryPoint.shown(time.apply(target)).isAfter(early)
                        && HistoryPoint.shown(time.apply(target)).isBefore(late))
                .sorted(Comparator.comparing(time))
                .toList();
        return onwards ? first(found) : last(found);
    }

    private <E extends ChatEvent> List<E> around(List<E> events) {
        int centre = 0;
        while (centre < events.size() && from.compare(events.get(centre)) < 0) {
            centre++;
        }
        int start = Math.max(0, Math.min(centre - limit / 2, events.size() - limit));
        return events.subList(start, Math.min(events.size(), start + limit));
    }

    /**
     * From the first point towards the second: the end that is left out is the second's. Which of them is earlier only
     * events can tell, if one is an id and the other a time.
     */
    private <E extends ChatEvent> List<E> between(List<E> events) {
        List<E> onwards =
                events.stream().filter(event -> from.compare(event) > 0 && to.compare(event) < 0).toList();
        if (!onwards.isEmpty()) {
            return first(onwards);
        }
        return last(events.stream().filter(event -> to.compare(event) > 0 && from.compare(event) < 0).toList());
    }

    private <E> List<E> first(List<E> events) {
        return events.subList(0, Math.min(limit, events.size()));
    }

    private <E> List<E> last(List<E> events) {
        return events.subList(Math.max(0, events.size() - limit), events.size());
    }
}
