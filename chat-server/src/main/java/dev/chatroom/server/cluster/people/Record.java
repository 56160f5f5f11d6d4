package dev.chatroom.server.cluster.people;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A value of a {@link SharedMap}: who has written it, as what, and the form of what it says.
 *
 * @param instance the process that has written it, unlike that of any other
 * @param number unlike that of anything else which that process has written
 * @param owner whose it is: the id of a user, or 0
 */
record Record(long instance, long number, long owner, byte[] form) {
    private static final int HEAD = 3 * Long.BYTES;

    boolean hasSameOwner(Record other) {
        return instance == other.instance && owner == other.owner;
    }

    byte[] bytes() {
        return ByteBuffer.allocate(HEAD + form.length).putLong(instance).putLong(number).putLong(owner).put(form).array();
    }

    /** Empty if it is no such value. */
    static Optional<Record> of(byte[] bytes) {
        if (bytes.length < HEAD) {
            return Optional.empty();
        }
        ByteBuffer value = ByteBuffer.wrap(bytes);
        long instance = value.getLong();
        long number = value.getLong();
        long owner = value.getLong();
        byte[] form = new byte[value.remaining()];
        value.get(form);
        return Optional.of(new Record(instance, number, owner, form));
    }
}
