import org.jspecify.annotations.NullMarked;

/** Users, rooms and events: a chat room that knows no socket. */
@NullMarked
module dev.chatroom.core {
    requires static com.google.errorprone.annotations;
    requires static org.jspecify;

    exports dev.chatroom.core;
}
