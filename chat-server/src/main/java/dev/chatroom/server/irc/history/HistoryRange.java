package dev.chatroom.server.irc.history;

import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.core.store.HistoryQuery.End;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which part of what was said a client wants: at most so many events, around one place or between two.
 *
 * @param from null for the newest there are
 * @param to null if there is one place only
 */
record HistoryRange(String subcommand, @Nullable HistoryReference from, @Nullable HistoryReference to, int limit) {

    /** Where the events come from. */
    @FunctionalInterface
    interface Source<E> {

        /** The events between two points, at most so many, from that end; in the order of time. */
        List<E> read(HistoryPoint after, HistoryPoint before, End end, int limit);

        /** A list in the order of time. */
        static <E extends ChatEvent> Source<E> of(List<E> all) {
            return (after, before, end, limit) -> {
                List<E> between = all.stream()
                        .filter(event -> after.compare(event) > 0 && before.compare(event) < 0)
                        .toList();
                int most = Math.min(limit, between.size());
                return end == End.OLDEST
                        ? between.subList(0, most)
                        : between.subList(between.size() - most, between.size());
            };
        }
    }

    <E> List<E> of(Source<E> source) {
        if (from == null) {
            return source.read(HistoryPoint.BEGINNING, HistoryPoint.END, End.NEWEST, limit);
        }
        return switch (subcommand) {
            case "LATEST" -> source.read(from.last(), HistoryPoint.END, End.NEWEST, limit);
            case "BEFORE" -> source.read(HistoryPoint.BEGINNING, from.first(), End.NEWEST, limit);
            case "AFTER" -> source.read(from.last(), HistoryPoint.END, End.OLDEST, limit);
            case "AROUND" -> around(source, from);
            default -> between(source, from, to == null ? from : to);
        };
    }

    /** Those of the targets whose times lie between both places, from the first place on towards the second. */
    <T> List<T> between(List<T> targets, Function<T, Instant> time) {
        Instant first = from == null ? Instant.MIN : from.at();
        Instant second = to == null ? first : to.at();
        boolean onwards = first.isBefore(second);
        Instant early = onwards ? first : second;
        Instant late = onwards ? second : first;
        List<T> found = targets.stream()
                .filter(target -> HistoryReference.shown(time.apply(target)).isAfter(early)
                        && HistoryReference.shown(time.apply(target)).isBefore(late))
                .sorted(Comparator.comparing(time))
                .toList();
        int most = Math.min(limit, found.size());
        return onwards ? found.subList(0, most) : found.subList(found.size() - most, found.size());
    }

    private <E> List<E> around(Source<E> source, HistoryReference centre) {
        List<E> earlier = source.read(HistoryPoint.BEGINNING, centre.first(), End.NEWEST, limit);
        List<E> all = new ArrayList<>(earlier);
        all.addAll(source.read(centre.beforeFirst(), HistoryPoint.END, End.OLDEST, limit));
        int start = Math.max(0, Math.min(earlier.size() - limit / 2, all.size() - limit));
        return all.subList(start, Math.min(all.size(), start + limit));
    }

    /**
     * From the first place towards the second: the end that is left out is the second's. Which of them is earlier only
     * events can tell, if one is an id and the other a time.
     */
    private <E> List<E> between(Source<E> source, HistoryReference first, HistoryReference second) {
        List<E> onwards = source.read(first.last(), second.first(), End.OLDEST, limit);
        return onwards.isEmpty() ? source.read(second.last(), first.first(), End.NEWEST, limit) : onwards;
    }
}
