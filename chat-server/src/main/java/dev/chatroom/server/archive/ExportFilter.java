package dev.chatroom.server.archive;

import java.time.Instant;
import java.util.Optional;

/**
 * What is exported.
 *
 * @param room the key of the only room; nothing for all
 * @param from from when on; nothing for the beginning
 * @param to until before when; nothing for the end
 */
public record ExportFilter(Optional<String> room, Optional<Instant> from, Optional<Instant> to) {
    /** Everything. */
    public static final ExportFilter ALL = new ExportFilter(Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether it begins before it ends. */
    public boolean isForward() {
        return from.isEmpty() || to.isEmpty() || from.get().isBefore(to.get());
    }

    boolean includes(Instant at) {
        return from.map(first -> !at.isBefore(first)).orElse(true) && to.map(at::isBefore).orElse(true);
    }
}
