package dev.chatroom.server.plain.text;

import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.limit.Refusal.NameInvalid;
import dev.chatroom.server.dialect.TerminalText;
import java.util.Optional;

/** The words of the plain dialect for what was refused: what is wrong, and what to do if that is not obvious. */
public final class RefusalText {
    private static final String DISK_TAKES_NOTHING = ": the server's disk takes nothing now; try again later";

    /** So many characters of a line tell which one it is. */
    private static final int LINE_SHOWN = 40;

    private static final String WHO_GIVES_ONE = "; /mode tells who can give you one";

    private RefusalText() {}

    public static String of(Refusal refusal) {
        return "* " + switch (refusal) {
            case NameInvalid invalid -> nameInvalid("a name", invalid);
            case Refusal.NameTaken(String name) -> "somebody is called " + name + " already; choose another name";
            case Refusal.NameAlike(String name, String other) ->
                name + " looks like " + other + ", who is here; choose another name";
            case Refusal.NoSuchUser(String name) -> nobody(name) + "; /who lists who is here";
            case Refusal.NoSuchRoom(String name) -> "there is no room " + clean(name) + "; /rooms lists the rooms";
            case Refusal.AlreadyThere(var room) -> "you are in " + room + " already";
            case Refusal.NotThere(var room) -> "you are not in " + room;
            case Refusal.RoomFull full -> roomFull(full);
            case Refusal.TooManyRooms(int limit) ->
                "you are in %,d rooms, and more are not allowed; /leave one first".formatted(limit);
            case Refusal.NoMoreRooms(int limit) ->
                "there are %,d rooms, and more are not allowed; /rooms lists them".formatted(limit);
            case Refusal.Banned(var room) -> "you are banned from " + room + "; its operators can change that";
            case Refusal.InviteOnly(var room) -> room + " takes only people who are invited; ask its operators";
            case Refusal.WrongKey wrong -> wrongKey(wrong);
            case Refusal.NotOperator(var room) ->
                "only operators of " + room + " may do that; /mode tells who they are";
            case Refusal.LastOperator(var room) -> "only you run " + room + "; /op NAME makes another operator";
            case Refusal.MayNotSpeak silenced -> mayNotSpeak(silenced);
            case Refusal.MayNotRename(var room) ->
                "you keep your name while you may not speak in " + room + "; /leave " + room + " first";
            case Refusal.NotMember(String name, var room) -> clean(name) + " is not in " + room;
            case Refusal.MemberAlready(String name, var room) -> clean(name) + " is in " + room + " already";
            case Refusal.ChangeInvalid(var change) -> "that cannot be a room's key, mask or size";
            case Refusal.TooManyChanges(int limit) -> "at most %,d changes are allowed at once".formatted(limit);
            case Refusal.TooManyMasks masks -> tooManyMasks(masks);
            case Refusal.NoSuchMessage(var room) -> "there is no such message in " + room + " any more";
            case Refusal.NotServerOperator() -> "only those who run the server may do that";
            case Refusal.TooManyContacts(int limit) ->
                "you follow %,d people, and more are not allowed".formatted(limit);
            case Refusal.NothingToSay() -> "there is nothing to say in an empty line";
            case Refusal.TooLong(int length, int limit) ->
                "that is %,d characters long, and %,d are allowed".formatted(length, limit);
            case Refusal.TooManyTags(int limit) -> "a message has at most %,d tags of your own".formatted(limit);
            case Refusal.TooFast(int perSecond, int burst, var retryAfter) -> "slow down";
            case Refusal.RecipientUnreachable(var name) ->
                "the server of " + name + " cannot be reached now; your message was not sent";
            case Refusal.RecipientBusy(var name) -> name + " is not reading at the moment; your message was not sent";
            case Refusal.TooManyIgnored(int limit) ->
                "you ignore %,d people, and more are not allowed; /unignore one first".formatted(limit);
            case Refusal.NotNow now -> notNow(now);
            case Refusal.RoomUnreadable(var room) ->
                room + " cannot be read from the disk at the moment; try again later";
        };
    }

    private static String notNow(Refusal.NotNow why) {
        return switch (why) {
            case Refusal.Overtaken(var room) -> "others changed " + room + " at the same moment; try again";
            case Refusal.CutOff() -> "nothing has happened: this server cannot reach the others now; try again later";
            case Refusal.NotKept() -> "not said" + DISK_TAKES_NOTHING;
            case Refusal.Gone() -> "the chat is closing";
        };
    }

    /** For a line of which nothing has come, after those that follow it have been said perhaps. */
    public static String ofLine(String line, Refusal refusal) {
        int most = line.offsetByCodePoints(0, Math.min(LINE_SHOWN, line.codePointCount(0, line.length())));
        String shown = most < line.length() ? line.substring(0, most) + "…" : line;
        String why = refusal instanceof Refusal.CutOff
                ? "this server cannot reach the others now; try again later"
                : of(refusal).substring(2);
        return "* “" + shown + "” was not said: " + why;
    }

    /** For a topic that is not set. */
    public static String ofTopic(Refusal refusal) {
        return switch (refusal) {
            case Refusal.NotKept() -> notKept("the topic was not changed");
            case Refusal.MayNotSpeak(var room, var why) when why == Refusal.MayNotSpeak.Because.MODERATED ->
                "* only operators and people with a voice may set the topic of " + room + WHO_GIVES_ONE;
            case Refusal other -> of(other);
        };
    }

    /** For something else that the store would not keep. */
    public static String notKept(String what) {
        return "* " + what + DISK_TAKES_NOTHING;
    }

    private static String roomFull(Refusal.RoomFull full) {
        return "%s is full (%s); try again later"
                .formatted(full.room(), PlainText.counted(full.limit(), "person", "people"));
    }

    private static String tooManyMasks(Refusal.TooManyMasks masks) {
        return "%s has %,d of these already, and more are not allowed; /mode lists them"
                .formatted(masks.room(), masks.limit());
    }

    private static String wrongKey(Refusal.WrongKey wrong) {
        String room = wrong.room().text();
        return wrong.given()
                ? "that is not the key of " + room + "; ask somebody in it"
                : "%s has a key; /join %s KEY to enter it".formatted(room, room);
    }

    private static String mayNotSpeak(Refusal.MayNotSpeak silenced) {
        String room = silenced.room().text();
        return switch (silenced.why()) {
            case MODERATED -> "only operators and people with a voice may speak in " + room + WHO_GIVES_ONE;
            case NO_MEMBER -> "you are not in " + room;
            case BANNED -> "you may read in " + room + ", but not speak; its operators can change that";
            case MUTED -> "you are muted in " + room + "; its operators can change that";
        };
    }

    /** For a name that nobody has, with the one that was meant if it is known. */
    public static String nobody(String name, Optional<String> meant) {
        return meant.map(near -> "* " + nobody(name) + "; did you mean " + near + "?")
                .orElseGet(() -> of(new Refusal.NoSuchUser(name)));
    }

    private static String nobody(String name) {
        return "nobody here is called " + clean(name);
    }

    /** The same of what was to be a room's name. */
    public static String ofRoomName(NameInvalid invalid) {
        return "* " + nameInvalid("a room's name", invalid);
    }

    private static String nameInvalid(String what, NameInvalid invalid) {
        String name = clean(invalid.name());
        return switch (invalid.fault()) {
            case EMPTY -> what + " has at least one character";
            case TOO_LONG -> what + " has at most " + invalid.detail() + " characters";
            case FIRST_CHARACTER ->
                what + " cannot begin with " + quoted(invalid.detail()) + "; begin it with a letter";
            case CHARACTER -> what + " cannot contain " + quoted(invalid.detail())
                    + "; it is made of letters, digits and _-[]{}\\|^`";
            case BRACKETS -> name + " looks like the name of a room in brackets; choose another name";
            case MIXED_SCRIPTS -> name + " mixes alphabets that look alike; use one of them";
            case RESERVED -> name + " is reserved; choose another name";
        };
    }

    private static String quoted(String character) {
        int codePoint = character.codePointAt(0);
        if (codePoint == ' ') {
            return "a space";
        } else if (TerminalText.showsNothing(character)) {
            return "the character U+%04X".formatted(codePoint);
        }
        return switch (Character.getType(codePoint)) {
            case Character.FORMAT, Character.CONTROL, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK,
                    Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
                "the character U+%04X".formatted(codePoint);
            default -> "'" + clean(character) + "'";
        };
    }

    private static String clean(String text) {
        return TerminalText.clean(text);
    }
}
