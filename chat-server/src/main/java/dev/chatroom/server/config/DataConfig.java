package dev.chatroom.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where history is kept.
 *
 * @param folder the folder, which is made if there is none
 * @param full whether what anybody has read outlives a loss of power, and not only the end of the process
 * @param required whether nothing may be said in rooms as long as the disk takes nothing
 * @param keep how long events are kept at most; nothing for ever
 * @param keepBytes how many bytes of the database may be in use; {@link Long#MAX_VALUE} for as many as there are
 * @param readTime a question to the history that takes longer has no answer
 * @param readsWaiting so many questions wait at most for those before them
 */
public record DataConfig(
        Path folder, boolean full, boolean required, Optional<Duration> keep, long keepBytes, Duration readTime,
        int readsWaiting) {
    public static final Duration READ_TIME = Duration.ofSeconds(5);
    public static final int READS_WAITING = 256;

    /** Everything is kept for ever, with the usual bounds for reading. */
    public static DataConfig in(Path folder) {
        return new DataConfig(folder, false, false, Optional.empty(), Long.MAX_VALUE, READ_TIME, READS_WAITING);
    }
}
