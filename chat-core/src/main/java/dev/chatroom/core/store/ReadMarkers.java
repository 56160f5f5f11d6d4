package dev.chatroom.core.store;

import java.time.Instant;
import java.util.Optional;

/**
 * How far people have read in rooms, by the keys of their nicknames and of the rooms, as a {@link HistoryStore} keeps it. For
 * any thread.
 */
public interface ReadMarkers {
    /** Keeps nothing. */
    ReadMarkers NONE = new ReadMarkers() {
        @Override
        public Optional<Instant> at(String nickname, String room) {
            return Optional.empty();
        }

        @Override
        public void keep(String nickname, String room, Instant at, String from) {}
    };

    /** How far somebody of this name has read; empty if that is not known, or cannot be read now. May wait for a disk. */
    Optional<Instant> at(String nickname, String room);

    /**
     * Keeps it, soon; the oldest are forgotten if there are too many. Never blocks.
     *
     * @param from stands for the address from which it is set, whatever the nickname, so that nobody takes the place of others
     */
    void keep(String nickname, String room, Instant at, String from);
}
