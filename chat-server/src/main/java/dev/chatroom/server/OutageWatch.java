package dev.chatroom.server;

import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.pace.ServerClock;
import java.time.Duration;
import java.util.Optional;

/**
 * Finds when people are to be told that the other servers cannot be reached, before what they say is refused, and when that is over. Of an outage that is soon over,
 * nobody is told, and one that comes and goes is told of once in some seconds at most. For the sweeper alone.
 */
final class OutageWatch {
    /** With three brokers, another one takes over mostly within that time. */
    private static final Duration UNTIL_LOST = Duration.ofSeconds(5);

    /** A connection that has just been found may be lost again at once. */
    private static final Duration UNTIL_FOUND = Duration.ofSeconds(2);

    private final ServerClock clock;

    /** Whether people have been told that the others cannot be reached. */
    private boolean isTold;

    /** Whether it is otherwise than they have been told, and since when. */
    private boolean isNews;

    private long newsSince;

    OutageWatch(ServerClock clock) {
        this.clock = clock;
    }

    /** The notice that everybody is to be given now, if any. */
    Optional<Notice> look(boolean isCutOff) {
        if (isCutOff == isTold) {
            isNews = false;
            return Optional.empty();
        } else if (!isNews) {
            isNews = true;
            newsSince = clock.now();
            return Optional.empty();
        } else if (!clock.isOver(newsSince, isCutOff ? UNTIL_LOST : UNTIL_FOUND)) {
            return Optional.empty();
        }
        isNews = false;
        isTold = isCutOff;
        return Optional.of(new Notice.OthersReached(!isCutOff));
    }
}
