package dev.chatroom.server.bench;

/** What became of the messages of one phase. Owned by the thread that sends and reads. */
final class Tally {
    /** Messages handed to the network. */
    long sent;

    /** Deliveries that these messages should make: one to each other client of the room. */
    long expected;

    /** Those that came, each counted once. */
    long delivered;

    /** Deliveries of what the same client had before. */
    long duplicates;

    /** Deliveries that came after a later message of the same sender. */
    long outOfOrder;

    /** Deliveries that never came, as far as is known by now. */
    long lost() {
        return expected - delivered;
    }
}
