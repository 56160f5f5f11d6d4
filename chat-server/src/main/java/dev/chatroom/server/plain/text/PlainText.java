package dev.chatroom.server.plain.text;

import dev.chatroom.core.event.ChatEvent.DirectMessage;
import dev.chatroom.core.event.ChatEvent.Emoted;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.Noticed;
import dev.chatroom.core.event.ChatEvent.Said;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.dialect.Ctcp;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.dialect.TerminalText;
import dev.chatroom.server.plain.text.ModeWords.Place;
import dev.chatroom.server.plain.text.ModeWords.Reader;
import java.time.Duration;
import java.util.List;

/**
 * The words of the plain dialect for what happens: in rooms, between people, and to the connection.
 *
 * <p>The grammar, here, in {@link PlainAnswers} and in {@link RefusalText}: speech is {@code name: text}, an action is
 * {@code ~ name text}, a private message is {@code name (private): text}. All else begins with {@code * }, in lower
 * case and without a full stop, so nobody can speak in the server's voice. Texts by people are given to these methods
 * as they came and are made harmless here.
 */
public final class PlainText {
    private PlainText() {}

    // What happens in a room.

    /** Empty if nothing of the message is to be seen. */
    public static String message(Message message) {
        String name = message.author().nickname().text();
        String text = TerminalText.clean(message.text());
        if (text.isEmpty()) {
            return "";
        }
        return switch (message) {
            case Said said -> name + ": " + text;
            case Emoted emoted -> "~ " + name + " " + text;
            case Noticed noticed -> name + " (notice): " + text;
        };
    }

    static String joined(String name) {
        return "* " + name + " joined";
    }

    static String left(String name, String reason) {
        return "* " + name + " left" + inParentheses(reason);
    }

    static String renamed(String before, String after) {
        return "* " + before + " is now " + after;
    }

    public static String youAreNow(String name) {
        return "* you are now " + name;
    }

    static String topicChanged(String name, String topic, Place place) {
        String shown = TerminalText.clean(topic);
        return shown.isEmpty()
                ? "* " + name + " took the topic away" + place.after("from")
                : "* " + name + " changed the topic" + place.after("of") + " to: " + shown;
    }

    /** For somebody who does not want to read what it is about now. */
    static String topicChanged(String name) {
        return "* " + name + " changed the topic";
    }

    static String crowdChanged(int joined, int left, int present) {
        String came = joined > 0 ? "%,d joined".formatted(joined) : "";
        String went = left > 0 ? "%,d left".formatted(left) : "";
        return "* " + came + (came.isEmpty() || went.isEmpty() ? "" : ", ") + went + "; %,d here".formatted(present);
    }

    public static String missed(long events, String room) {
        return "* you missed %,d %s in %s: your connection could not keep up"
                .formatted(events, events == 1 ? "line" : "lines", room);
    }

    /**
     * Something that was said is taken back.
     *
     * @param earlier how long before that it was said
     */
    static String redacted(String name, String author, Duration earlier, String reason) {
        return "* " + name + " took back what " + author + " had said " + age(earlier) + " before"
                + inParentheses(reason);
    }

    static String kicked(String operator, String member, String reason, Place place) {
        return "* " + operator + " put " + member + " out" + place.after("of") + inParentheses(reason);
    }

    static String youWereKicked(String operator, RoomName room, String reason) {
        return "* " + operator + " put you out of " + room + inParentheses(reason);
    }

    /**
     * What an operator has changed of a room.
     *
     * @param reader the user who reads it
     * @param inFull whether the reader runs the room
     */
    static String modesChanged(
            String operator, List<ModeChange> changes, Reader reader, boolean inFull, Place place) {
        return "* " + operator + " " + ModeWords.listed(
                changes.stream().map(change -> ModeWords.of(change, reader, inFull, place)).toList());
    }

    /** For somebody who has changed a rank of their own. */
    static String ownRankChanged(Rank rank, boolean on, Place place) {
        String what = switch (rank) {
            case OPERATOR -> on
                    ? "are an operator" + place.after("of") + " now"
                    : "are no operator" + place.after("of") + " any more";
            case VOICE -> on
                    ? "have a voice" + place.after("in") + " now"
                    : "have no voice" + place.after("in") + " any more";
        };
        return "* you " + what;
    }

    /** For somebody who runs the room from now on, and may not know how. */
    static String nowOperator(String modesChanged) {
        return modesChanged + "; /help operators";
    }

    /** For somebody who may not speak in the room from now on. */
    static String nowMuted(String modesChanged) {
        return modesChanged + "; you may read, but not speak";
    }

    static String invited(String by, String name, Place place) {
        return "* " + by + " invited " + name + place.after("to");
    }

    // What reaches one user alone.

    /** Empty if nothing of the message is to be seen, or it is from a program to a program. */
    public static String told(DirectMessage told) {
        String sender = told.author().nickname().text();
        String text = TerminalText.clean(told.text());
        if (text.isEmpty() || Ctcp.is(told.text())) {
            return "";
        }
        return switch (told.kind()) {
            case SAID -> sender + " (private): " + text;
            case EMOTED -> "~ " + sender + " (private) " + text;
            case NOTICED -> sender + " (private notice): " + text;
            case TAGGED -> "";
        };
    }

    public static String invitation(String by, RoomName room) {
        return "* " + by + " invites you to " + room + "; /join " + room + " to go there";
    }

    public static String announced(String operator, String text) {
        return "* to everyone, from " + operator + ": " + TerminalText.clean(text);
    }

    public static String announcedHere(String operator, String text) {
        return "* to people of this server alone, from " + operator + ": " + TerminalText.clean(text);
    }

    public static String expelled(String operator, String reason) {
        return "* " + operator + " ended your connection" + inParentheses(reason);
    }

    public static String inRoom(RoomName room) {
        return "[" + room.text() + "] ";
    }

    // About the connection.

    public static String notice(Notice notice) {
        return switch (notice) {
            case Notice.IdleWarning(Duration left) ->
                "* you have been silent for a long time; write something within " + inWords(left) + " to stay";
            case Notice.IdleEnd(Duration allowed) -> "* you were silent for " + inWords(allowed) + "; goodbye";
            case Notice.TooSlow(long missed) ->
                "* your connection could not keep up (%s missed); goodbye".formatted(counted(missed, "line"));
            case Notice.AsksTooMuch(boolean together) -> together
                    ? "* slow down: your address asks for too much at once; your next lines wait"
                    : "* slow down: you ask for too much at once; your next lines wait";
            case Notice.StillWaiting() -> "* your next lines still wait; to drop them, close this connection";
            case Notice.Flooding(Duration allowed) ->
                "* you wrote too fast for " + inWords(allowed) + ", and what still waited was not said; goodbye";
            case Notice.AreYouThere() -> "* are you there?";
            case Notice.NoAnswer(Duration allowed) -> "* you did not answer for " + inWords(allowed) + "; goodbye";
            case Notice.NoIntroduction(Duration allowed) ->
                "* you did not come in within " + inWords(allowed) + "; goodbye";
            case Notice.HungUp() -> "* you hung up before the password was checked";
            case Notice.HistoryKept(boolean kept, boolean required) -> {
                if (kept) {
                    yield required
                            ? "* the server's disk is well again: go on talking"
                            : "* what is said here is kept again";
                }
                yield required
                        ? "* the server's disk takes nothing: the last lines may be lost, and nothing can be said or changed"
                        : "* the server's disk takes nothing: what is said or changed now may be lost when it restarts";
            }
            case Notice.ShuttingDown() -> "* the server is shutting down; goodbye";
            case Notice.CutShort() ->
                "* the server is shutting down, and what still waited was not said; goodbye";
            case Notice.SaySomething() -> "* type a line to come in, such as /nick NAME";
            case Notice.HereIAm() -> "* yes, the server is here";
            case Notice.ForeignProtocol(String name) ->
                "* this is a chat, and nobody here speaks " + name + "; goodbye";
            case Notice.TlsOnly() ->
                "* this port takes TLS only; join with: openssl s_client -quiet -connect HOST:PORT";
            case Notice.ServerFull(int most) ->
                "* the server is full (%s); try again later".formatted(counted(most, "connection"));
            case Notice.CutOff() -> "* this server cannot reach the others now, and lets nobody in; come again later";
            case Notice.OthersReached(boolean reached) -> reached
                    ? "* this server reaches the others again: go on talking"
                    : "* this server cannot reach the others: you can read, and what you say is refused until it can again";
            case Notice.AddressBanned() -> "* your address is banned from this server";
            case Notice.AddressFull(int most) ->
                "* there are already %s from your address; close one first".formatted(counted(most, "connection"));
        };
    }

    /** For a script that sends what only people do who stay. */
    public static String notForSenders(String word) {
        return "* /" + word + " is for those who stay; who sends and ends can only talk, /nick, /me, /msg and /join";
    }

    // Phrases.

    private static String inParentheses(String reason) {
        String shown = TerminalText.clean(reason);
        return shown.isEmpty() ? "" : " (" + shown + ")";
    }

    static String counted(long number, String noun) {
        return counted(number, noun, noun + "s");
    }

    static String counted(long number, String one, String many) {
        return "%,d %s".formatted(number, number == 1 ? one : many);
    }

    private static String age(Duration duration) {
        if (duration.toSeconds() < 2) {
            return "a moment";
        } else if (duration.toMinutes() < 2) {
            return counted(duration.toSeconds(), "second");
        } else if (duration.toHours() < 2) {
            return counted(duration.toMinutes(), "minute");
        }
        return duration.toDays() < 2 ? counted(duration.toHours(), "hour") : counted(duration.toDays(), "day");
    }

    private static String inWords(Duration duration) {
        long seconds = duration.plusMillis(999).toSeconds();
        return seconds >= 120 && seconds % 60 == 0 ? counted(seconds / 60, "minute") : counted(seconds, "second");
    }
}
