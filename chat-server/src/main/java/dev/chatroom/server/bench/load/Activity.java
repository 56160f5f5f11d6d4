package dev.chatroom.server.bench.load;

import dev.chatroom.server.bench.plan.BenchException;
import java.io.IOException;

/** What is done between the event loop's turns, in one phase. */
interface Activity {
    /** What {@link #step} returns when there is nothing left to do. */
    long FINISHED = -1;

    /**
     * Does what is due; must not block.
     *
     * @param now the time in microseconds
     * @return in how many microseconds it wants to be called again at the latest, or {@link #FINISHED}
     */
    long step(long now) throws IOException, BenchException;
}
