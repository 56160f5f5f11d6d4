package dev.chatroom.core.broadcast;

/**
 * A callback of which the library knows nothing: it may block or fail, so it is the executor's part. If it is run twice,
 * the second time does nothing.
 */
record ExecutorCallback(Subscription<?> reader, Runnable onReady) implements Runnable {

    @Override
    public void run() {
        reader.wakeNow(onReady);
    }
}
