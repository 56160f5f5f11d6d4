package dev.chatroom.server.bench.plan;

/**
 * Who is in which room. Clients are numbered from 0 and go to the rooms in turn; the first of them are the senders.
 *
 * @param clients at least 1
 * @param senders 0 to {@code clients}
 * @param rooms 1 to {@code clients}
 */
public record RoomAssignment(int clients, int senders, int rooms) {
    public int roomOf(int client) {
        return client % rooms;
    }

    public int membersOf(int room) {
        return inRoom(clients, room);
    }

    /** The sender's number among the senders of its room. */
    public int seatOf(int sender) {
        return sender / rooms;
    }

    /** The most senders that a room has. */
    public int seats() {
        return inRoom(senders, 0);
    }

    /** How many pairs of a client and a sender are kept account of. */
    public long pairs() {
        return (long) clients * seats();
    }

    /**
     * The other client of the sender's room whose reading counts as acknowledgement: one that does not send itself, if
     * there is any, and not the same for all.
     */
    public int witnessOf(int sender) {
        int room = roomOf(sender);
        int members = membersOf(room);
        int ownSenders = inRoom(senders, room);
        int readers = members - ownSenders;
        int seat = seatOf(sender);
        int witness = readers > 0 ? ownSenders + seat % readers : (seat + 1) % members;
        return witness * rooms + room;
    }

    private int inRoom(int people, int room) {
        return (people - room + rooms - 1) / rooms;
    }
}
