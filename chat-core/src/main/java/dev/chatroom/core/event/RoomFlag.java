package dev.chatroom.core.event;

/** What may be switched on and off for a room. */
public enum RoomFlag {
    /** Only those come in who have been invited. */
    INVITE_ONLY,
    /** Only operators and those with a voice speak. */
    MODERATED,
    /** Only members send messages to the room. */
    MEMBERS_ONLY,
    /** The room is not listed for those who are not in it. */
    SECRET,
    /** Only operators change the topic. */
    TOPIC_LOCKED
}
