package dev.chatroom.server.cli;

import dev.chatroom.core.limit.Limit;
import java.util.List;
import java.util.stream.Stream;

/** Limits as {@code --limit list} shows them. Numbers are written as options take them. */
final class LimitList {
    private LimitList() {}

    /** A heading and a line for each limit. */
    static List<String> of(List<Limit> limits) {
        int longest = limits.stream().mapToInt(one -> one.optionName().length()).max().orElse(0);
        String columns = "%%-%ds  %%8s  %%5s  %%10s  %%s".formatted(longest);
        return Stream.concat(
                Stream.of(columns.formatted("NAME", "DEFAULT", "LEAST", "MOST", "WHAT IT BOUNDS")),
                limits.stream().map(one -> columns.formatted(
                        one.optionName(), digits(one.standard()), digits(one.least()), digits(one.most()),
                        meaning(one))))
                .toList();
    }

    private static String digits(int number) {
        return Integer.toString(number);
    }

    private static String meaning(Limit limit) {
        return switch (limit) {
            case MESSAGE -> "characters of a message";
            case NICKNAME -> "characters of a nickname";
            case ROOM_NAME -> "characters of a room's name";
            case TOPIC -> "characters of a topic";
            case REASON -> "characters of a reason";
            case REAL_NAME -> "characters of a real name";
            case ROOMS -> "rooms in all";
            case ROOMS_PER_USER -> "rooms a user is in";
            case MEMBERS -> "people in a room";
            case LOG_EVENTS -> "events kept for slow readers";
            case LOG_BYTES -> "bytes of heap for these events";
            case HISTORY -> "messages kept for newcomers";
            case IGNORED -> "people a user ignores";
            case TAGS -> "characters of a message's tags";
            case TAGS_PER_MESSAGE -> "tags of the author's own";
            case KEY -> "characters of a room's key";
            case MASK -> "characters of a mask";
            case CHANGES -> "changes of modes at once";
            case FORMER_PROFILES -> "former names that bans find";
            case MASKS -> "masks on each list of a room";
            case INVITATIONS -> "invitations a room keeps";
            case CONTACTS -> "names a user follows";
            case LETTERS -> "private messages kept of a user";
            case SEARCH_ROOMS -> "rooms in which one search looks";
            case CATCH_UP_SECONDS -> "seconds to come back in";
            case LINES_UNDERWAY -> "lines of a user on their way";
            case FORMER_USERS -> "users kept who have left";
            case PENDING -> "replies that wait for a client";
            case PENDING_BYTES -> "bytes of heap for these";
            case RATE -> "messages a second and user";
            case BURST -> "messages at once after a pause";
            case RETURNS -> "returns to rooms at once";
            case RETURN_SECONDS -> "seconds to the next return";
            case QUIET_ABOVE -> "people before joins are summed up";
        };
    }
}
