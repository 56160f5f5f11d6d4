package dev.chatroom.server.plain.text;

import static dev.chatroom.server.plain.text.PlainText.counted;

import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.room.RoomSummary;
import dev.chatroom.core.room.RoomView;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.dialect.Passage;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.dialect.ShownTime;
import dev.chatroom.server.dialect.TerminalText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The words of the plain dialect with which a user is greeted and answered; the grammar is {@link PlainText}'s. */
public final class PlainAnswers {
    private static final int NAMES_AT_GREETING = 10;
    public static final int ROOMS_LISTED = 50;
    private static final int COLUMNS = 78;

    private PlainAnswers() {}

    // Greeting and looking around.

    public static List<String> greeting(ServerContext context, String nickname) {
        List<String> lines = new ArrayList<>();
        lines.add("* welcome to " + context.name() + "; you are " + nickname);
        context.motd().forEach(line -> lines.add("* " + TerminalText.withoutControls(line)));
        return lines;
    }

    /**
     * The room that somebody has come into.
     *
     * @param self the id of the user who has
     */
    public static List<String> roomEntered(RoomView view, long self) {
        List<String> lines = new ArrayList<>();
        lines.add("* you are in " + view.name() + "; " + topic(view.topic().text()));
        List<String> others = view.members().stream()
                .filter(member -> member.userId() != self)
                .map(member -> member.nickname().text())
                .limit(NAMES_AT_GREETING)
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .toList();
        int unnamed = view.present() - 1 - others.size();
        lines.add(others.isEmpty()
                ? alone(view)
                : "* %,d here: %s".formatted(view.present(), listed(others, unnamed)));
        return lines;
    }

    private static String alone(RoomView view) {
        boolean runsIt = view.members().stream().anyMatch(member -> member.ranks().contains(Rank.OPERATOR));
        return runsIt
                ? "* you are the first here, so you run this room; /help operators"
                : "* nobody else is here yet";
    }

    /** For a newcomer, after the reason for which there is no room to begin in. */
    public static String notLetIn() {
        return "* you are in no room yet; /join ROOM to enter one, /rooms to list them, /help for more";
    }

    public static String howToBegin() {
        return "* type a line to talk, /nick NAME to choose a name, /help for more";
    }

    /** What was said in a room before, for somebody who comes in. */
    public static List<String> history(ServerContext context, RoomView view, List<Passage> passages) {
        if (passages.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(HistoryText.heading(view.name().text(), passages));
        for (Passage passage : passages) {
            for (Message message : passage.beginning()) {
                lines.add(ShownTime.of(context, message.at()) + " " + PlainText.message(message));
            }
            if (passage.more() > 0) {
                lines.add("* … %,d more lines; /history shows them".formatted(passage.more()));
            }
        }
        return lines;
    }

    public static List<String> who(RoomView view) {
        List<String> names = view.members().stream()
                .map(PlainAnswers::marked)
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .toList();
        if (names.isEmpty()) {
            return List.of(view.present() == 0
                    ? "* nobody is in " + view.name()
                    : "* %,d in %s, who can be seen only there".formatted(view.present(), view.name()));
        }
        int unnamed = view.present() - names.size();
        String more = unnamed > 0 ? " and %,d more".formatted(unnamed) : "";
        return wrapped("* %,d in %s: ".formatted(view.present(), view.name()), names, more);
    }

    /**
     * The fullest rooms, at most {@value #ROOMS_LISTED}.
     *
     * @param number how many were found
     * @param all whether these are all
     * @param asked what their names had to match; empty for all rooms
     */
    public static List<String> rooms(List<RoomSummary> fullest, int number, boolean all, String asked) {
        String matching = asked.isEmpty() ? "" : (number == 1 ? " matches " : " match ") + TerminalText.clean(asked);
        if (number == 0 && all) {
            return List.of("* no room matches " + TerminalText.clean(asked));
        }
        List<String> lines = new ArrayList<>();
        lines.add("* %s%s%s:".formatted(all ? "" : "more than ", counted(number, "room"), matching));
        for (RoomSummary room : fullest) {
            lines.add("*   %s (%,d)%s".formatted(room.name(), room.present(), afterColon(room.topic().text())));
        }
        int more = number - fullest.size();
        if (more > 0 || !all) {
            lines.add("*   and %s more; /rooms WORD lists those that match"
                    .formatted(more == 0 ? "some" : "%s%,d".formatted(all ? "" : "more than ", more)));
        }
        return lines;
    }

    /** Those that people are in have been listed. */
    public static String keptRoomsUnreadable() {
        return "* the rooms that nobody is in cannot be listed at the moment; try again later";
    }

    public static String topicIs(RoomView view) {
        return "* " + topic(view.topic().text());
    }

    // Answers to one user.

    public static String nowTalkingIn(RoomName room) {
        return "* you are now talking in " + room;
    }

    /** For somebody who is about to leave a room that nobody else in it runs, but perhaps those who run the server. */
    public static String nobodyAfterYou(RoomName room, boolean serverRunsIt) {
        return willRun(room, serverRunsIt) + "; /op NAME makes another operator, /leave again leaves";
    }

    private static String willRun(RoomName room, boolean serverRunsIt) {
        return "* " + (serverRunsIt ? "only those who run the server" : "nobody") + " will run " + room + " after you";
    }

    /**
     * For somebody who is about to leave a room that goes on.
     *
     * @param serverIsRun whether anybody can run the server
     */
    public static String modesAfterYou(RoomName room, boolean serverIsRun) {
        return willRun(room, serverIsRun) + ", and what /mode shows stays so; /leave again leaves";
    }

    public static String youLeft(RoomName room, Optional<RoomName> next, boolean talkingThere) {
        String talking = talkingThere ? "; you are now talking in " : "; you are still talking in ";
        return "* you left " + room
                + next.map(name -> talking + name).orElse("; you are in no room now, /join ROOM to enter one");
    }

    public static String movedOn(RoomName lost, RoomName next) {
        return "* you are no longer in " + lost + ", so that went nowhere; you are now talking in " + next;
    }

    /**
     * There is no room of that name, and its key shows that a name with spaces may have been meant.
     *
     * @param joined the words of which a name without spaces could be made; empty if none could
     */
    public static String noRoomWithKey(RoomName room, String joined) {
        return "* there is no room " + room + ", so there is no key to it; to make one, type /join " + room
                + (joined.isEmpty() ? "" : " or /join " + joined);
    }

    public static String inNoRoom() {
        return "* you are in no room; /join ROOM to enter one";
    }

    public static String sentTo(String recipient, Optional<String> away) {
        return "* sent to " + recipient + away.map(reason -> ", who is away" + afterColon(reason)).orElse("");
    }

    public static String nobodyToReplyTo() {
        return "* nobody has sent you a private message yet";
    }

    public static String ignoring(String name) {
        return "* you ignore " + name + " now; /unignore " + name + " ends that";
    }

    public static String notYourself() {
        return "* you cannot ignore yourself";
    }

    public static String notIgnoring(String name) {
        return "* you no longer ignore " + name;
    }

    public static List<String> ignored(List<String> names) {
        return names.isEmpty() ? List.of("* you ignore nobody") : wrapped("* you ignore: ", names, "");
    }

    public static String wasNotIgnored(String name) {
        return "* you do not ignore " + TerminalText.clean(name);
    }

    public static String youAreAway(String reason) {
        return "* you are away" + afterColon(reason) + "; /back when you return";
    }

    public static String youAreBack(boolean wasAway) {
        return wasAway ? "* you are back" : "* you were not away";
    }

    public static String goodbye() {
        return "* goodbye";
    }

    public static String lineCut(int bytes) {
        return "* your line was longer than %,d bytes; the rest was cut off".formatted(bytes);
    }

    public static String reasonCut(int characters) {
        return "* your reason was longer than %,d characters; the rest was cut off".formatted(characters);
    }

    public static String slowDown(int perSecond, int burst) {
        return "* slow down: %s a second, %,d at once; your next lines wait; to drop them, close this connection"
                .formatted(counted(perSecond, "line"), burst);
    }

    public static String tooOften(Duration wait) {
        return "* slow down: that was too often; your next lines wait " + counted(wait.toSeconds() + 1, "second");
    }

    // Phrases.

    private static String topic(String topic) {
        String shown = TerminalText.clean(topic);
        return shown.isEmpty() ? "no topic is set" : "topic: " + shown;
    }

    private static String listed(List<String> others, int unnamed) {
        String names = String.join(", ", others);
        return unnamed > 0 ? "%s, you and %,d more".formatted(names, unnamed) : names + " and you";
    }

    /** A member with what the others should know of them. */
    private static String marked(RoomView.Member member) {
        List<String> marks = new ArrayList<>(rankMarks(member.ranks()));
        member.away().ifPresent(reason -> marks.add("away" + afterColon(reason)));
        return member.nickname() + inParentheses(marks);
    }

    /** The highest rank, if there is one. */
    static List<String> rankMarks(Set<Rank> ranks) {
        if (ranks.contains(Rank.OPERATOR)) {
            return List.of("operator");
        }
        return ranks.contains(Rank.VOICE) ? List.of("voice") : List.of();
    }

    static String inParentheses(List<String> marks) {
        return marks.isEmpty() ? "" : " (" + String.join(", ", marks) + ")";
    }

    static String afterColon(String text) {
        String shown = TerminalText.clean(text);
        return shown.isEmpty() ? "" : ": " + shown;
    }

    /** Joins words with commas, breaking lines for a terminal's width. */
    static List<String> wrapped(String opening, List<String> words, String closing) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(opening);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i) + (i + 1 < words.size() ? "," : closing);
            if (line.length() + word.length() > COLUMNS && line.length() > opening.length()) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder("*   ");
            }
            line.append(word).append(i + 1 < words.size() ? " " : "");
        }
        lines.add(line.toString());
        return lines;
    }
}
