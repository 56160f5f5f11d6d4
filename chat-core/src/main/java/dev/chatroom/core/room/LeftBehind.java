package dev.chatroom.core.room;

/** What somebody leaves behind who leaves a room now and may have meant something else. */
public enum LeftBehind {
    /** Nothing that needs the one who leaves. */
    NOTHING,
    /** Others, of whom none is an operator. */
    MEMBERS_WITHOUT_OPERATOR,
    /** Nobody; but the room goes on with modes that only an operator can change, and nobody becomes one by coming in. */
    MODES_WITHOUT_OPERATOR
}
