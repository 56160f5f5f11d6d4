package dev.chatroom.server.pace;

import java.util.concurrent.ConcurrentHashMap;

/**
 * The turns that threads have for the addresses of their clients. A thread that is about to wait for other servers gives its turn up,
 * so that the other clients of the address are served meanwhile. For any thread.
 */
public final class HeldTurns {
    private final boolean mayWait;
    private final ConcurrentHashMap<Thread, AddressWork> held = new ConcurrentHashMap<>();

    /** @param mayWait whether there are other servers; if not, nothing is noted */
    public HeldTurns(boolean mayWait) {
        this.mayWait = mayWait;
    }

    /** Waits for the turn of an address. */
    public void begin(AddressWork address) {
        address.beginTurn();
        if (mayWait) {
            held.put(Thread.currentThread(), address);
        }
    }

    /** Lets the next of the address begin, unless this thread has given the turn up. */
    public void end(AddressWork address) {
        if (!mayWait || held.remove(Thread.currentThread()) != null) {
            address.endTurn();
        }
    }

    /** This thread is about to wait. */
    public void giveUp() {
        AddressWork address = held.remove(Thread.currentThread());
        if (address != null) {
            address.endTurn();
        }
    }
}
