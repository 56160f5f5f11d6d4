package dev.chatroom.server.store;

import dev.chatroom.server.store.tables.Database;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the log and the people are told when the disk takes nothing, and when it does again. Owned by the writer. */
final class Trouble {
    private static final System.Logger LOG = System.getLogger("dev.chatroom.server");
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private final Clock clock;
    private final Consumer<Boolean> keeping;

    /** When the log was last told; null while all is well. */
    private @Nullable Instant told;

    private long lost;

    /** Whether there is none; read by any thread. */
    private volatile boolean isKeeping = true;

    /** @param keeping is told false when nothing is kept any more, and true when it is again */
    Trouble(Clock clock, Consumer<Boolean> keeping) {
        this.clock = clock;
        this.keeping = keeping;
    }

    /** Whether the disk took what was written last. For any thread. */
    boolean isKeeping() {
        return isKeeping;
    }

    /** The disk did not take what was written; so many events more are lost for good. */
    void refused(SQLException reason, long more) {
        lost += more;
        Instant now = clock.instant();
        boolean first = told == null;
        if (first || Duration.between(told, now).compareTo(BETWEEN_WARNINGS) >= 0) {
            told = now;
            LOG.log(Level.WARNING, "what is said is not being kept: {0}", Database.reason(reason));
        }
        if (first) {
            isKeeping = false;
            keeping.accept(false);
        }
    }

    /** The disk took what was written. */
    void over() {
        if (told != null) {
            told = null;
            LOG.log(Level.WARNING, lost == 0
                    ? "what is said is kept again, with all that was said meanwhile"
                    : "what is said is kept again; %,d events of before are lost".formatted(lost));
            lost = 0;
            isKeeping = true;
            keeping.accept(true);
        }
    }

    /** An event could not be written that is unlike others; it alone is not kept. */
    void dropped(WriteTask task, Exception reason) {
        LOG.log(Level.ERROR, task.subject() + " could not be kept", reason);
    }

    /** The disk still takes nothing, and so many events had to be given up. */
    void lost(long more) {
        lost += more;
    }

    /** The program ends, and so many events have not been taken. */
    void endsWith(int untaken) {
        LOG.log(Level.WARNING, "%,d events of the end are lost, as the disk takes nothing".formatted(untaken + lost));
    }

    /** Something is wrong with the program itself. */
    void broken(Throwable reason) {
        LOG.log(Level.ERROR, "what is said is not being kept any more", reason);
        if (told == null) {
            told = clock.instant();
            isKeeping = false;
            keeping.accept(false);
        }
    }
}
