package dev.chatroom.core.people;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.FormerUser;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Who has been in the chat by which name, as far as it is remembered: a bounded number, the newest. For any thread. */
public final class FormerUsers {
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();

    /** The newest first; guarded by the lock. */
    private final ArrayDeque<FormerUser> remembered = new ArrayDeque<>(0);

    public FormerUsers(int most) {
        this.most = most;
    }

    public void add(Author author, Instant until) {
        lock.lock();
        try {
            // Who says several things in passing was there once.
            if (!remembered.isEmpty() && remembered.getFirst().author().equals(author)) {
                remembered.removeFirst();
            }
            if (most > 0 && remembered.size() == most) {
                remembered.removeLast();
            }
            if (most > 0) {
                remembered.addFirst(new FormerUser(author, until));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Those who have had this name, the newest first. */
    public List<FormerUser> called(String nicknameKey) {
        List<FormerUser> found = new ArrayList<>();
        lock.lock();
        try {
            for (FormerUser user : remembered) {
                if (user.author().nickname().key().equals(nicknameKey)) {
                    found.add(user);
                }
            }
        } finally {
            lock.unlock();
        }
        return found;
    }
}
