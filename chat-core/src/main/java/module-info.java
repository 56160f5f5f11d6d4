import org.jspecify.annotations.NullMarked;

/**
 * A chat without sockets. {@link dev.chatroom.core} says where to begin, with a program that runs; {@link
 * dev.chatroom.core.Chat} is the first class to look at, {@link dev.chatroom.core.broadcast.Broadcaster} the one that stands
 * alone. {@link dev.chatroom.core.codec} gives events a form in bytes.
 */
@NullMarked
module dev.chatroom.core {
    requires static com.google.errorprone.annotations;
    requires static org.jspecify;

    exports dev.chatroom.core;
    exports dev.chatroom.core.broadcast;
    exports dev.chatroom.core.codec;
    exports dev.chatroom.core.directory;
    exports dev.chatroom.core.event;
    exports dev.chatroom.core.limit;
    exports dev.chatroom.core.memory;
    exports dev.chatroom.core.order;
    exports dev.chatroom.core.room;
    exports dev.chatroom.core.store;
    exports dev.chatroom.core.text;
}
