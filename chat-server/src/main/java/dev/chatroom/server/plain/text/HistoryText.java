package dev.chatroom.server.plain.text;

import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.store.UnreadableHistoryException.Reason;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.dialect.Days;
import dev.chatroom.server.dialect.Passage;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.dialect.ShownTime;
import dev.chatroom.server.dialect.TerminalText;
import java.util.ArrayList;
import java.util.List;

/** The plain dialect's words for what was said before. */
public final class HistoryText {
    /** So many characters of what somebody asked for are said again. */
    private static final int MOST_REPEATED = 60;

    private HistoryText() {}

    /**
     * Messages, the newest last.
     *
     * @param until the day or the time before which they were said; empty if nothing was said after them
     */
    public static List<String> last(ServerContext context, RoomName room, List<Passage> passages, String until) {
        List<String> lines = new ArrayList<>();
        lines.add(heading(room + (until.isEmpty() ? "" : " before " + until), passages));
        passages.forEach(passage -> passage.lines().forEach(message -> lines.add(line(context, message))));
        return lines;
    }

    /** How many messages follow, and how many lines if those are more: what was pasted is one message. */
    static String heading(String where, List<Passage> passages) {
        int messages = passages.size();
        int lines = Passage.lines(passages);
        return "* the last %s in %s%s:".formatted(
                messages == 1 ? "message" : PlainText.counted(messages, "message"), where,
                lines == messages ? "" : ", " + PlainText.counted(lines, "line"));
    }

    /**
     * How many messages were missed.
     *
     * @param known so many are known
     * @param all whether there were no others, as far as anybody can tell
     */
    public record Missed(int known, boolean all) {
        private String counted(String noun) {
            return (all ? "" : "at least ") + PlainText.counted(known, noun);
        }
    }

    /** The end of what was said while the reader was away, the newest last. */
    public static List<String> missed(ServerContext context, RoomName room, List<Message> shown, Missed number) {
        if (shown.isEmpty()) {
            return List.of(number.all() ? "* nothing was said in " + room + " since you left" : nothingKept(room));
        }
        return missed(context, room, shown, number, "message");
    }

    /**
     * The same for somebody who was shown some of it on entering the room already, and is shown the rest.
     *
     * @param number how many messages were not shown yet
     * @param all how many were missed, with those
     */
    public static List<String> missedMore(
            ServerContext context, RoomName room, List<Message> shown, Missed number, Missed all) {
        return shown.isEmpty()
                ? List.of("* %s in %s since you left, shown above".formatted(all.counted("message"), room))
                : missed(context, room, shown, number, "more message");
    }

    private static List<String> missed(
            ServerContext context, RoomName room, List<Message> shown, Missed number, String noun) {
        String all = number.counted(noun);
        String last = shown.size() == number.known() && number.all() ? "" : ", the last %,d".formatted(shown.size());
        List<String> lines = new ArrayList<>();
        lines.add("* %s in %s since you left%s:".formatted(all, room, last));
        shown.forEach(message -> lines.add(line(context, message)));
        return lines;
    }

    /** What was said on a day, or the next part of it. */
    public static List<String> ofDay(
            ServerContext context, RoomName room, Days.Day day, List<Message> messages, boolean goesOn) {
        if (messages.isEmpty() && !goesOn) {
            return List.of("* nothing was said in %s on %s".formatted(room, day.date()));
        }
        List<String> lines = new ArrayList<>();
        lines.add("* %s on %s:".formatted(room, day.date()));
        messages.forEach(message -> lines.add(line(context, message)));
        if (goesOn) {
            lines.add("* /more shows what was said after that");
        }
        return lines;
    }

    /** What a search has found, the newest first, each with its room. */
    public static List<String> found(ServerContext context, List<Message> messages, boolean goesOn) {
        List<String> lines = new ArrayList<>();
        lines.add("* found, the newest first:");
        messages.forEach(message -> lines.add(ShownTime.of(context, message.at()) + " [" + message.room() + "] "
                + PlainText.message(message)));
        if (goesOn) {
            lines.add("* /more shows older ones");
        }
        return lines;
    }

    private static String line(ServerContext context, Message message) {
        return ShownTime.of(context, message.at()) + " " + PlainText.message(message);
    }

    public static String notFound(String asked) {
        return "* nothing found for: " + shortened(asked);
    }

    /** There is nothing in it that could be looked for. */
    public static String noWords(String asked) {
        return notFound(asked) + "; a search looks for words of letters or digits";
    }

    private static String shortened(String written) {
        String clean = TerminalText.clean(written);
        return clean.codePointCount(0, clean.length()) <= MOST_REPEATED
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, MOST_REPEATED)) + "…";
    }

    public static String nothingMore() {
        return "* there is nothing more to show";
    }

    /** There are more rooms than one search looks at. */
    public static String notEverywhere(int rooms) {
        return "* only %s looked at; in:ROOM looks in another"
                .formatted(PlainText.counted(rooms, "room was", "rooms were"));
    }

    /** Whether there is no room of that name, or one that is for others, is not said. */
    public static String notSearchable(String room) {
        String name = shortened(room.startsWith("#") ? room.substring(1) : room);
        return "* you can search no room called %s; if there is one, /join %s first".formatted(name, name);
    }

    public static String noDay(String part) {
        return "* a day is written 2026-11-20, today or yesterday" + (part.isEmpty() ? "" : ", not " + shortened(part));
    }

    public static String tooManyWords(int most) {
        return "* look for %d words at most".formatted(most);
    }

    /** What was asked for cannot be read now. */
    public static String unreadable(Reason why) {
        return switch (why) {
            case TOO_SLOW -> "* that takes too long to look for; use rarer words, or fewer days";
            case BUSY -> "* too many people are looking things up; try again in a moment";
            case UNSEARCHABLE ->
                "* nobody can search until the server has been started anew; /history shows what was said";
            case BROKEN -> "* the history cannot be read at the moment; try again later";
        };
    }

    public static String noneKept() {
        return "* no history is kept here";
    }

    public static String nothingSaidBefore(RoomName room, Days.Day day) {
        return "* nothing was said in %s before %s".formatted(room, day.date());
    }

    public static String nothingSaid(RoomName room) {
        return "* nothing has been said in " + room + " yet";
    }

    /** Something has been forgotten, and perhaps all that was said in a room. */
    public static String nothingKept(RoomName room) {
        return "* nothing is kept of what was said in " + room;
    }
}
