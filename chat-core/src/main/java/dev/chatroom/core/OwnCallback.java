package dev.chatroom.core;

/** A callback of the library's own, which cannot block: so whoever publishes may run it. */
@FunctionalInterface
interface OwnCallback extends Runnable {
    /** For readers who wait with a thread, or look by themselves. */
    OwnCallback NONE = () -> {
    };
}
