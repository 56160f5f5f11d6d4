package dev.chatroom.server.irc.client;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.limit.Refusal.NameFault;
import dev.chatroom.server.irc.message.ModeLetters;
import dev.chatroom.server.irc.message.Numeric;

/** The numerics for what the chat refuses. */
final class RefusalNumerics {
    /** So many characters of a line tell which one it is. */
    private static final int LINE_SHOWN = 40;

    private RefusalNumerics() {}

    /** Answers a command that was about this target. */
    static void answer(IrcClient client, String command, String target, Refusal refusal) {
        switch (refusal) {
            case Refusal.NameInvalid(String name, NameFault fault, String detail) ->
                invalid(client, command, name, fault);
            case Refusal.NameTaken(String name) -> client.numeric(Numeric.ERR_NICKNAMEINUSE, word(name));
            case Refusal.NameAlike(String name, String other) -> alike(client, name, other);
            case Refusal.NoSuchUser(String name) -> client.numeric(Numeric.ERR_NOSUCHNICK, word(name));
            case Refusal.NoSuchRoom(String name) -> client.numeric(Numeric.ERR_NOSUCHCHANNEL, word(name));
            case Refusal.AlreadyThere(var room) -> {} // Nothing is to be told then (modern.ircdocs.horse, JOIN).
            case Refusal.NotThere(var room) -> client.numeric(Numeric.ERR_NOTONCHANNEL, "#" + room);
            case Refusal.RoomFull(var room, int limit) -> client.numeric(Numeric.ERR_CHANNELISFULL, "#" + room);
            case Refusal.TooManyRooms(int limit) -> client.numeric(Numeric.ERR_TOOMANYCHANNELS, word(target));
            case Refusal.NoMoreRooms(int limit) -> client.numericEnding(
                    Numeric.ERR_UNAVAILRESOURCE, "There are as many channels as there may be", word(target));
            case Refusal.Banned(var room) -> client.numeric(Numeric.ERR_BANNEDFROMCHAN, "#" + room);
            case Refusal.InviteOnly(var room) -> client.numeric(Numeric.ERR_INVITEONLYCHAN, "#" + room);
            case Refusal.WrongKey(var room, boolean given) -> client.numeric(Numeric.ERR_BADCHANNELKEY, "#" + room);
            case Refusal.NotOperator(var room) -> client.numeric(Numeric.ERR_CHANOPRIVSNEEDED, "#" + room);
            case Refusal.LastOperator(var room) -> fail(client, command, "You are the only operator, make another");
            case Refusal.MayNotSpeak(var room, var why) ->
                client.numericEnding(Numeric.ERR_CANNOTSENDTOCHAN, silenced(why), "#" + room);
            case Refusal.MayNotRename(var room) -> client.numeric(Numeric.ERR_BANONCHAN, word(target), "#" + room);
            case Refusal.NotMember(String name, var room) ->
                client.numeric(Numeric.ERR_USERNOTINCHANNEL, word(name), "#" + room);
            case Refusal.MemberAlready(String name, var room) ->
                client.numeric(Numeric.ERR_USERONCHANNEL, word(name), "#" + room);
            case Refusal.TooManyMasks(var room, var kind, int limit) -> client.numeric(
                    Numeric.ERR_BANLISTFULL, "#" + room, Character.toString(ModeLetters.letter(kind)));
            case Refusal.ChangeInvalid(var change) ->
                client.numericEnding(Numeric.ERR_INVALIDMODEPARAM, "That cannot be set", word(target), "*", "*");
            case Refusal.TooManyChanges(int limit) -> fail(client, command, "Too many changes at once");
            case Refusal.NoSuchMessage(var room) -> fail(client, command, "There is no such message");
            case Refusal.NotServerOperator() -> client.numeric(Numeric.ERR_NOPRIVILEGES);
            case Refusal.TooManyContacts(int limit) ->
                client.numeric(Numeric.ERR_MONLISTFULL, Integer.toString(limit), word(target));
            case Refusal.NothingToSay() -> client.numeric(Numeric.ERR_NOTEXTTOSEND);
            case Refusal.TooLong(int length, int limit) -> client.numeric(Numeric.ERR_INPUTTOOLONG);
            case Refusal.TooManyTags(int limit) -> client.numericEnding(
                    Numeric.ERR_INPUTTOOLONG, "A message has at most %d tags of your own".formatted(limit));
            case Refusal.RecipientBusy(String name) -> client.numericEnding(
                    Numeric.ERR_UNAVAILRESOURCE, "Is not reading; the message was not sent", word(name));
            case Refusal.RecipientUnreachable(String name) -> unreachable(client, name);
            case Refusal.TooManyIgnored(int limit) -> fail(client, command, "You ignore as many as one may");
            case Refusal.NotNow now -> fail(client, command, notNow(now, command));
            case Refusal.RoomUnreadable(var room) -> client.numericEnding(
                    Numeric.ERR_UNAVAILRESOURCE, "Cannot be read from the disk at the moment; try again later",
                    "#" + room);
            case Refusal.TooFast tooFast -> throw new IllegalArgumentException("who is too fast waits");
        }
    }

    private static void unreachable(IrcClient client, String name) {
        client.numericEnding(
                Numeric.ERR_UNAVAILRESOURCE, "Is at a server that cannot be reached now; the message was not sent",
                word(name));
    }

    /** The words for a line of which nothing has come, after those that follow it have been said perhaps. */
    static String notSaid(String line, Refusal why) {
        String reason = why instanceof Refusal.NotNow now ? notNow(now, "") : "Others were faster";
        int most = line.offsetByCodePoints(0, Math.min(LINE_SHOWN, line.codePointCount(0, line.length())));
        return "Not said: \"" + line.substring(0, most) + (most < line.length() ? "…" : "") + "\". " + reason;
    }

    private static String notNow(Refusal.NotNow why, String command) {
        return switch (why) {
            case Refusal.Overtaken(var room) -> "Others changed #" + room + " too; try again";
            case Refusal.CutOff() -> "This server cannot reach the others now; try again later";
            case Refusal.NotKept() -> notKept(command) + ": the server's disk takes nothing now; try again later";
            case Refusal.Gone() -> "The server is closing";
        };
    }

    private static String notKept(String command) {
        return switch (command) {
            case "TOPIC" -> "The topic was not changed";
            case "MODE" -> "Nothing was changed";
            default -> "Not said";
        };
    }

    private static void fail(IrcClient client, String command, String why) {
        client.numericEnding(Numeric.ERR_UNKNOWNERROR, why, word(command));
    }

    private static void alike(IrcClient client, String name, String other) {
        client.numericEnding(
                Numeric.ERR_NICKNAMEINUSE, "Nickname looks like " + other + ", who is here; choose another",
                word(name));
    }

    private static String silenced(Refusal.MayNotSpeak.Because why) {
        return switch (why) {
            case MODERATED -> "Cannot send to channel (+m)";
            case NO_MEMBER -> "Cannot send to channel (+n)";
            case BANNED -> "Cannot send to channel (+b)";
            case MUTED -> "Cannot send to channel (+b, muted)";
        };
    }

    private static void invalid(IrcClient client, String command, String name, NameFault fault) {
        if (!command.equals("NICK")) {
            client.numeric(Numeric.ERR_NOSUCHCHANNEL, word(name));
            return;
        }
        String why = switch (fault) {
            case EMPTY -> "A nickname has at least one character";
            case TOO_LONG -> "A nickname has at most %d characters".formatted(client.server().limit(Limit.NICKNAME));
            case FIRST_CHARACTER -> "A nickname cannot begin with that character; begin it with a letter";
            case CHARACTER -> "A nickname is made of letters, digits and _-[]{}\\|^`";
            case BRACKETS -> "A nickname cannot be in brackets as a whole";
            case MIXED_SCRIPTS -> "A nickname cannot mix alphabets that look alike";
            case RESERVED -> "That nickname is reserved";
        };
        client.numericEnding(Numeric.ERR_ERRONEUSNICKNAME, why, word(name));
    }

    /** Something that people wrote, as a parameter that is one word. */
    private static String word(String text) {
        String word = text.replace(' ', '_');
        return word.startsWith(":") || word.isEmpty() ? "*" + word : word;
    }
}
