package dev.chatroom.server.plain;

import dev.chatroom.core.User;
import dev.chatroom.core.text.RoomName;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What a plain user was shown on entering the rooms that the user is in. For the writer, which shows it, and the reader. */
final class EntriesShown {
    /** By the keys of rooms; empty if a command shows what was missed before the writer has come to the entry. */
    private final ConcurrentHashMap<String, Optional<ShownAtEntry>> known = new ConcurrentHashMap<>(1);

    /** The writer shows this now; false if a command has been faster, so that nothing more is to be shown. */
    boolean add(ShownAtEntry entry, User user) {
        known.keySet().removeIf(key -> user.memberships().stream()
                .noneMatch(place -> place.room().name().key().equals(key)));
        Optional<ShownAtEntry> shown = known.compute(
                entry.room().key(),
                (key, before) -> Optional.of(before != null && before.isEmpty() ? entry.withNothingShown() : entry));
        return shown.orElseThrow().equals(entry);
    }

    /** What has been shown of this room so far; empty if the writer has not come to that yet. */
    Optional<ShownAtEntry> of(RoomName room) {
        Optional<ShownAtEntry> shown = known.get(room.key());
        return shown == null ? Optional.empty() : shown;
    }

    /** The same, for a command that shows the rest: if the writer has not come to the entry yet, it shows nothing there. */
    Optional<ShownAtEntry> complete(RoomName room) {
        Optional<ShownAtEntry> shown = known.putIfAbsent(room.key(), Optional.empty());
        return shown == null ? Optional.empty() : shown;
    }
}
