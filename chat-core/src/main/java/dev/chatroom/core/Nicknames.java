package dev.chatroom.core;

import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.Skeletons;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who is called what: each nickname is held by one user at a time, whatever its case or Unicode form, and no other user
 * has one that looks like it. For any thread; only who takes a name or gives it up waits for others who do.
 */
final class Nicknames {
    /** Changed under the lock. */
    private final ConcurrentHashMap<String, User> holders = new ConcurrentHashMap<>();

    private final ReentrantLock lock = new ReentrantLock();

    /** By what names are known that look alike: {@link Skeletons#of}. */
    private final Function<String, Set<String>> skeletons;

    /**
     * By all skeletons of the names that users have chosen, also of one that was given up and that rooms still show;
     * guarded by the lock.
     */
    private final Map<String, User> lookalikes = new HashMap<>();

    Nicknames(Function<String, Set<String>> skeletons) {
        this.skeletons = skeletons;
    }

    /**
     * Gives the user this nickname; or says why not, and nothing has changed. No other user can take the nickname that
     * it had before {@link #free} has been called, since rooms still show it.
     */
    @Nullable Refusal claim(Nickname wanted, User user) {
        Set<String> later = skeletons.apply(wanted.text());
        Nickname before = user.nickname();
        lock.lock();
        try {
            Refusal refusal = refuse(wanted, later, user);
            if (refusal != null) {
                return refusal;
            }
            later.forEach(skeleton -> lookalikes.put(skeleton, user));
            holders.put(wanted.key(), user);
            user.setNickname(wanted);
            if (!before.key().equals(wanted.key())) {
                holders.remove(before.key(), user);
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Why the user could not claim this nickname now, null if it could; claims nothing. */
    @Nullable Refusal refuse(Nickname wanted, User user) {
        Set<String> later = skeletons.apply(wanted.text());
        lock.lock();
        try {
            return refuse(wanted, later, user);
        } finally {
            lock.unlock();
        }
    }

    /** Lets others take a nickname that the user had before another one. */
    void free(Nickname before, User user) {
        Set<String> kept = skeletons.apply(user.nickname().text());
        lock.lock();
        try {
            for (String skeleton : skeletons.apply(before.text())) {
                if (!kept.contains(skeleton)) {
                    lookalikes.remove(skeleton, user);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Frees the nickname of a user who leaves. */
    void release(User user) {
        lock.lock();
        try {
            Nickname nickname = user.nickname();
            if (holders.remove(nickname.key(), user)) {
                skeletons.apply(nickname.text()).forEach(skeleton -> lookalikes.remove(skeleton, user));
            }
        } finally {
            lock.unlock();
        }
    }

    Optional<User> holder(String nicknameKey) {
        return Optional.ofNullable(holders.get(nicknameKey));
    }

    /** Everybody who is in the chat. */
    Collection<User> holders() {
        return holders.values();
    }

    int size() {
        return holders.size();
    }

    /** To be called under the lock. */
    private @Nullable Refusal refuse(Nickname wanted, Set<String> wantedSkeletons, User user) {
        User holder = holders.get(wanted.key());
        if (holder != null && holder != user) {
            return new Refusal.NameTaken(wanted.text());
        }
        for (String skeleton : wantedSkeletons) {
            User other = lookalikes.get(skeleton);
            if (other != null && other != user) {
                boolean givenUp = !skeletons.apply(other.nickname().text()).contains(skeleton);
                return givenUp
                        ? new Refusal.NameTaken(wanted.text())
                        : new Refusal.NameAlike(wanted.text(), other.nickname().text());
            }
        }
        return null;
    }
}
