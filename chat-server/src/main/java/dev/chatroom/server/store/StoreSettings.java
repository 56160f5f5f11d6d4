package dev.chatroom.server.store;

import dev.chatroom.server.store.upkeep.Keeping;
import java.nio.file.Path;

/**
 * How history is kept.
 *
 * @param folder the folder, which is made if there is none
 * @param full whether a commit outlives a loss of power, and not only the end of the process
 * @param required whether nothing may be said in rooms as long as the disk takes nothing
 * @param kept how long what happens is kept
 * @param bounds for those who read
 */
public record StoreSettings(Path folder, boolean full, boolean required, Keeping kept, ReadBounds bounds) {

    /** Everything is kept, and people may speak even if the disk takes nothing. */
    static StoreSettings in(Path folder, boolean full, ReadBounds bounds) {
        return new StoreSettings(folder, full, false, Keeping.FOREVER, bounds);
    }
}
