package dev.chatroom.server.web.chat;

import dev.chatroom.core.limit.Refusal;

/** A word for each reason to refuse something, which programs can rely on. */
final class RefusalCode {
    /** For what is no request. */
    static final String MALFORMED = "malformed";

    /** For a password of somebody who is in. */
    static final String INSIDE = "inside";

    /** For what is mostly a mistake of a room's only operator. */
    static final String LAST_OPERATOR = "last-operator";

    /** For a search where nothing is kept. */
    static final String NO_HISTORY = "no-history";

    private RefusalCode() {}

    static String of(Refusal refusal) {
        return switch (refusal) {
            case Refusal.NameInvalid it -> "name-invalid";
            case Refusal.NameTaken it -> "name-taken";
            case Refusal.NameAlike it -> "name-alike";
            case Refusal.NoSuchUser it -> "no-such-user";
            case Refusal.NoSuchRoom it -> "no-such-room";
            case Refusal.AlreadyThere it -> "already-there";
            case Refusal.NotThere it -> "not-there";
            case Refusal.RoomFull it -> "room-full";
            case Refusal.TooManyRooms it -> "too-many-rooms";
            case Refusal.NoMoreRooms it -> "no-more-rooms";
            case Refusal.Banned it -> "banned";
            case Refusal.InviteOnly it -> "invite-only";
            case Refusal.WrongKey it -> "wrong-key";
            case Refusal.NotOperator it -> "not-operator";
            case Refusal.LastOperator it -> LAST_OPERATOR;
            case Refusal.MayNotRename it -> "may-not-rename";
            case Refusal.MayNotSpeak it -> "may-not-speak";
            case Refusal.NotMember it -> "not-member";
            case Refusal.MemberAlready it -> "member-already";
            case Refusal.ChangeInvalid it -> "change-invalid";
            case Refusal.TooManyChanges it -> "too-many-changes";
            case Refusal.TooManyMasks it -> "too-many-masks";
            case Refusal.NoSuchMessage it -> "no-such-message";
            case Refusal.NotServerOperator it -> "not-server-operator";
            case Refusal.TooManyContacts it -> "too-many-contacts";
            case Refusal.NothingToSay it -> "nothing-to-say";
            case Refusal.TooLong it -> "too-long";
            case Refusal.TooManyTags it -> "too-many-tags";
            case Refusal.TooFast it -> "too-fast";
            case Refusal.RecipientBusy it -> "recipient-busy";
            case Refusal.RecipientUnreachable it -> "recipient-unreachable";
            case Refusal.TooManyIgnored it -> "too-many-ignored";
            case Refusal.Overtaken it -> "overtaken";
            case Refusal.CutOff it -> "cut-off";
            case Refusal.NotKept it -> "not-kept";
            case Refusal.Gone it -> "gone";
            case Refusal.RoomUnreadable it -> "unreadable";
        };
    }
}
