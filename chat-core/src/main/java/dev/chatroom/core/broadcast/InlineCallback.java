package dev.chatroom.core.broadcast;

/** A callback of the library's own, which cannot block: so whoever publishes may run it. */
@FunctionalInterface
public interface InlineCallback extends Runnable {
    /** For readers who wait with a thread, or look by themselves. */
    InlineCallback NONE = () -> {
    };
}
