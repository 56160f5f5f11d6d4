package dev.chatroom.core.people;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who has left the chat lately, and from which rooms, so that whoever comes back is shown what they missed. A bounded number
 * is remembered, the newest. For any thread.
 */
public final class Departures {
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();

    /** The oldest first; guarded by the lock. */
    private final Map<Person, Departure> remembered = new LinkedHashMap<>();

    public Departures(int most) {
        this.most = most;
    }

    /** A name, by its key, and from where it was used: nobody else is taken for that person. */
    private record Person(String nickname, String address) {}

    /**
     * How somebody left.
     *
     * @param event a place behind all that the user has read, and before all that came later
     * @param rooms the keys of the rooms that the user was in
     */
    public record Departure(long event, Instant at, Set<String> rooms) {}

    public void add(String nicknameKey, String address, Departure departure) {
        if (most == 0) {
            return;
        }
        Person person = new Person(nicknameKey, address);
        lock.lock();
        try {
            remembered.remove(person);
            if (remembered.size() == most) {
                remembered.remove(remembered.keySet().iterator().next());
            }
            remembered.put(person, departure);
        } finally {
            lock.unlock();
        }
    }

    /** How somebody left last who had this name and came from there. */
    public Optional<Departure> of(String nicknameKey, String address) {
        lock.lock();
        try {
            return Optional.ofNullable(remembered.get(new Person(nicknameKey, address)));
        } finally {
            lock.unlock();
        }
    }
}
