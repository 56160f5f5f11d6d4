package dev.chatroom.server.plain.text;

import static dev.chatroom.server.plain.text.PlainAnswers.afterColon;
import static dev.chatroom.server.plain.text.PlainAnswers.inParentheses;
import static dev.chatroom.server.plain.text.PlainAnswers.rankMarks;
import static dev.chatroom.server.plain.text.PlainAnswers.wrapped;
import static dev.chatroom.server.plain.text.PlainText.counted;

import dev.chatroom.core.Membership;
import dev.chatroom.core.User;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.dialect.ShownTime;
import dev.chatroom.server.dialect.TerminalText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The words of the plain dialect for who somebody is; the grammar is {@link PlainText}'s. */
public final class WhoisText {
    private WhoisText() {}

    /**
     * What one may know of somebody.
     *
     * @param rooms their places in the rooms in which they are to be seen
     * @param node the node that they are connected to; empty if there is only one
     * @param withAddress whether to tell where they come from
     */
    public static List<String> of(
            ServerContext context, User somebody, List<Membership> rooms, String node, boolean withAddress) {
        String realName = TerminalText.clean(somebody.profile().realName());
        List<String> lines = new ArrayList<>();
        lines.add("* " + somebody.nickname() + (realName.isEmpty() ? "" : " (" + realName + ")")
                + " has been here since " + ShownTime.of(context, somebody.enteredAt()));
        lines.add("*   " + silence(context, somebody));
        if (!rooms.isEmpty()) {
            List<String> places = rooms.stream()
                    .map(place -> place.room().name() + inParentheses(rankMarks(place.ranks())))
                    .toList();
            lines.addAll(wrapped("*   is in ", places, ""));
        }
        somebody.away().ifPresent(reason -> lines.add("*   is away" + afterColon(reason)));
        if (somebody.has(UserMode.BOT)) {
            lines.add("*   is a program, not a person");
        }
        if (somebody.has(UserMode.SERVER_OPERATOR)) {
            lines.add("*   runs this server");
        }
        if (somebody.has(UserMode.ENCRYPTED)) {
            lines.add("*   uses an encrypted connection");
        }
        if (!node.isEmpty()) {
            lines.add("*   is on node " + node);
        }
        if (withAddress) {
            lines.add("*   comes from " + somebody.address());
        }
        return lines;
    }

    private static String silence(ServerContext context, User somebody) {
        return somebody.activeAt().equals(somebody.enteredAt())
                ? "has said nothing yet"
                : "last said something " + ago(Duration.between(somebody.activeAt(), context.clock().instant()));
    }

    /** In the largest unit of which at least one has passed. */
    private static String ago(Duration time) {
        if (time.toDays() > 0) {
            return counted(time.toDays(), "day") + " ago";
        } else if (time.toHours() > 0) {
            return counted(time.toHours(), "hour") + " ago";
        } else if (time.toMinutes() > 0) {
            return counted(time.toMinutes(), "minute") + " ago";
        }
        return time.toSeconds() > 0 ? counted(time.toSeconds(), "second") + " ago" : "just now";
    }
}
