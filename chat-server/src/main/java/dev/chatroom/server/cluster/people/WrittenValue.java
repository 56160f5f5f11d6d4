package dev.chatroom.server.cluster.people;

import java.nio.ByteBuffer;

/** A value of a {@link SharedMap}: who has written it, as what, and the form of what it says. Never changed. */
final class WrittenValue {
    private static final int HEAD = 3 * Long.BYTES;

    private final long instance;
    private final long number;
    private final long owner;
    private final byte[] form;

    /**
     * A value to be written.
     *
     * @param instance the process that writes it, unlike any other, positive
     * @param number unlike that of anything else which that process writes
     * @param owner whose it is: the id of a user, or 0
     */
    WrittenValue(long instance, long number, long owner, byte[] form) {
        this.instance = instance;
        this.number = number;
        this.owner = owner;
        this.form = form;
    }

    /** The value of these bytes; that of no process if they are none, such as those of a later version. */
    static WrittenValue of(byte[] bytes) {
        if (bytes.length < HEAD) {
            return new WrittenValue(0, 0, 0, bytes);
        }
        ByteBuffer value = ByteBuffer.wrap(bytes);
        long instance = value.getLong();
        long number = value.getLong();
        long owner = value.getLong();
        byte[] form = new byte[value.remaining()];
        value.get(form);
        return new WrittenValue(instance, number, owner, form);
    }

    byte[] bytes() {
        return ByteBuffer.allocate(HEAD + form.length).putLong(instance).putLong(number).putLong(owner).put(form)
                .array();
    }

    long instance() {
        return instance;
    }

    long number() {
        return number;
    }

    byte[] form() {
        return form;
    }

    boolean hasSameOwner(WrittenValue other) {
        return instance == other.instance && owner == other.owner;
    }

    /** Whether it has been written by the same change. */
    boolean isSame(WrittenValue other) {
        return hasSameOwner(other) && number == other.number;
    }
}
