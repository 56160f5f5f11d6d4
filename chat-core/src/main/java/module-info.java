import org.jspecify.annotations.NullMarked;

/**
 * A chat without sockets. {@link dev.chatroom.core} says where to begin, with a program that runs; {@link
 * dev.chatroom.core.Chat} is the first class to look at, {@link dev.chatroom.core.Broadcaster} the one that stands alone.
 */
@NullMarked
module dev.chatroom.core {
    requires static com.google.errorprone.annotations;
    requires static org.jspecify;

    exports dev.chatroom.core;
}
