package dev.chatroom.core.limit;

import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.text.RoomName;
import java.time.Duration;

/** Why a request was refused, with what a dialect needs to explain it. */
public sealed interface Refusal {

    /** What is wrong with a name. */
    enum NameFault {
        /** There is none. */
        EMPTY,
        /** It is longer than its limit. */
        TOO_LONG,
        /** Its first character may not be the first one. */
        FIRST_CHARACTER,
        /** It has a character that names do not have. */
        CHARACTER,
        /** It is in brackets from its first to its last character, as the names of rooms are shown before what is said there. */
        BRACKETS,
        /** It mixes scripts whose letters look alike. */
        MIXED_SCRIPTS,
        /** It is reserved, or looks like a name that is. */
        RESERVED
    }

    /**
     * A name that nobody can have.
     *
     * @param name the name as it was asked for
     * @param fault what is wrong
     * @param detail the offending character, the limit, or the reserved name; may be empty
     */
    record NameInvalid(String name, NameFault fault, String detail) implements Refusal {}

    /** A nickname that somebody else has now. */
    record NameTaken(String name) implements Refusal {}

    /** A nickname that looks like the one that somebody else has now. */
    record NameAlike(String name, String other) implements Refusal {}

    /** Nobody here has this nickname. */
    record NoSuchUser(String name) implements Refusal {}

    /** There is no such room. */
    record NoSuchRoom(String name) implements Refusal {}

    /** The user is in that room already. */
    record AlreadyThere(RoomName room) implements Refusal {}

    /** The user is not in that room, or not any more. */
    record NotThere(RoomName room) implements Refusal {}

    /** The room takes no more members. */
    record RoomFull(RoomName room, int limit) implements Refusal {}

    /** The user is in as many rooms as one may be. */
    record TooManyRooms(int limit) implements Refusal {}

    /** There are as many rooms as there may be. */
    record NoMoreRooms(int limit) implements Refusal {}

    /** The user is on the room's list of those who are not wanted. */
    record Banned(RoomName room) implements Refusal {}

    /** The room takes only those who have been invited. */
    record InviteOnly(RoomName room) implements Refusal {}

    /** The room has a key, and this is not it; {@code given} tells whether one was given at all. */
    record WrongKey(RoomName room, boolean given) implements Refusal {}

    /** Only an operator of the room may do that. */
    record NotOperator(RoomName room) implements Refusal {}

    /** The user is the only operator of the room, which nobody could run after that. */
    record LastOperator(RoomName room) implements Refusal {}

    /** The user may not speak in a room that the user is in, and so keeps the name there, or the name in full. */
    record MayNotRename(RoomName room) implements Refusal {}

    /** The user may not speak in the room: it is moderated, or for members only, or the user is banned or muted. */
    record MayNotSpeak(RoomName room, Because why) implements Refusal {

        /** Why somebody may not speak. */
        public enum Because {
            /** The room is moderated, and the user has no voice. */
            MODERATED,
            /** The room is for members only. */
            NO_MEMBER,
            /** The user is banned. */
            BANNED,
            /** The user is muted. */
            MUTED
        }
    }

    /** That one is not in the room. */
    record NotMember(String name, RoomName room) implements Refusal {}

    /** That one is in the room already. */
    record MemberAlready(String name, RoomName room) implements Refusal {}

    /**
     * A change of a room's modes that makes no sense: a key or a mask with a blank, a key with a comma or with a colon
     * in front, which would take it for several or for none, or a negative number.
     */
    record ChangeInvalid(ModeChange change) implements Refusal {}

    /** More changes of a room's modes at once than may be. */
    record TooManyChanges(int limit) implements Refusal {}

    /** The list has as many masks as one may have. */
    record TooManyMasks(RoomName room, MaskKind kind, int limit) implements Refusal {}

    /** Nothing with this id was said in the room, or it is not kept any more, or has been taken back already. */
    record NoSuchMessage(RoomName room) implements Refusal {}

    /** Only those who run the server may do that. */
    record NotServerOperator() implements Refusal {}

    /** The user follows as many others as one may. */
    record TooManyContacts(int limit) implements Refusal {}

    /** The text is empty. */
    record NothingToSay() implements Refusal {}

    /** The text, or another part of what was asked for, is longer than its limit, both in UTF-16 characters. */
    record TooLong(int length, int limit) implements Refusal {}

    /** The message has more tags of its author's choice, those that begin with {@code +}, than one may have. */
    record TooManyTags(int limit) implements Refusal {}

    /**
     * The user writes faster than is allowed.
     *
     * @param perSecond how many messages a second are allowed
     * @param burst how many at once after a pause
     * @param retryAfter when the next one will be taken
     */
    record TooFast(int perSecond, int burst, Duration retryAfter) implements Refusal {}

    /** The recipient is not reading, and too much waits already. */
    record RecipientBusy(String name) implements Refusal {}

    /** The recipient is on another node, which cannot be reached now; nothing has been brought. */
    record RecipientUnreachable(String name) implements Refusal {}

    /** The user ignores as many others as one may. */
    record TooManyIgnored(int limit) implements Refusal {}

    /** Nothing is wrong with the request: this chat cannot do it at the moment. */
    sealed interface NotNow extends Refusal {}

    /** Others changed the room at the same moment, again and again: the same request may be granted the next time. */
    record Overtaken(RoomName room) implements NotNow {}

    /** This node cannot reach the order that it shares with others. Nothing has happened, and nothing will come of it. */
    record CutOff() implements NotNow {}

    /** Nothing may be said in rooms now, nor changed there, as it would not be kept. */
    record NotKept() implements NotNow {}

    /** What is kept of the room cannot be read at the moment, so it cannot go on: it may be possible later. */
    record RoomUnreadable(RoomName room) implements Refusal {}

    /** The chat is closing, or the user has left it. */
    record Gone() implements NotNow {}
}
