package dev.chatroom.core.room;

/** Who runs a room by right: who becomes its operator without being appointed by one. */
public enum RoomOwner {
    /** Whoever comes into the room when it is empty. How it was run is forgotten when it empties. */
    FIRST_MEMBER,
    /**
     * Those who run the server ({@link UserMode#SERVER_OPERATOR}) and nobody else. They may appoint operators among the
     * members. How it is run is kept when it empties, since they can change it at any time.
     */
    SERVER_OPERATORS
}
