package dev.chatroom.server.session;

/** A task that gets a thread of its own for some time after it was found stuck. */
abstract class DetachableTask implements WriteTask {
    private static final int RUNS_ALONE = 64;

    /** How many more times it is run by a thread of its own. Written by whoever runs it, and by who sees that stuck. */
    private volatile int alone;

    @Override
    public final boolean isDetached() {
        return alone > 0;
    }

    @Override
    public final void runDetached() {
        alone = RUNS_ALONE;
    }

    /** To be called at each run. */
    final void countRun() {
        alone = Math.max(0, alone - 1);
    }
}
