package dev.chatroom.core.event;

/** What a room's lists of masks are for. */
public enum MaskKind {
    /** Who may neither come in nor speak. */
    BAN,
    /** Who may nevertheless, whether banned or muted. */
    BAN_EXCEPTION,
    /** Who may come in, but not speak. */
    MUTE,
    /** Who may speak nevertheless. */
    MUTE_EXCEPTION,
    /** Who needs no invitation. */
    INVITE_EXCEPTION
}
