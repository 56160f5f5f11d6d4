package dev.chatroom.core;

/** What a room's lists of masks are for. */
public enum MaskKind {
    /** Who may neither come in nor speak. */
    BAN,
    /** Who may nevertheless. */
    BAN_EXCEPTION,
    /** Who needs no invitation. */
    INVITE_EXCEPTION
}
