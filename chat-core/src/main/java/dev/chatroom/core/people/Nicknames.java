package dev.chatroom.core.people;

import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.Participant;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.Skeletons;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who is called what: each nickname is held by one user at a time, whatever its case or Unicode form, and no other user
 * has one that looks like it. For any thread; only who takes a name or gives it up waits for others who do.
 *
 * @param <U> the users
 */
public final class Nicknames<U extends Participant> {
    /** Changed under the lock. */
    private final ConcurrentHashMap<String, U> holders = new ConcurrentHashMap<>();

    private final ReentrantLock lock = new ReentrantLock();

    /** By what names are known that look alike: {@link Skeletons#of}. */
    private final Function<String, Set<String>> skeletons;

    private final BiConsumer<U, Nickname> rename;

    /**
     * By all skeletons of the names that users have chosen, also of one that was given up and that rooms still show;
     * guarded by the lock.
     */
    private final Map<String, U> lookalikes = new HashMap<>();

    /** @param rename has a user be called otherwise; called under the lock */
    public Nicknames(Function<String, Set<String>> skeletons, BiConsumer<U, Nickname> rename) {
        this.skeletons = skeletons;
        this.rename = rename;
    }

    /**
     * Gives the user this nickname; or says why not, and nothing has changed. No other user can take the nickname that
     * it had before {@link #free} has been called, since rooms still show it.
     */
    public @Nullable Refusal claim(Nickname wanted, U user) {
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
            rename.accept(user, wanted);
            if (!before.key().equals(wanted.key())) {
                holders.remove(before.key(), user);
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Why the user could not claim this nickname now, null if it could; claims nothing. */
    public @Nullable Refusal refuse(Nickname wanted, U user) {
        Set<String> later = skeletons.apply(wanted.text());
        lock.lock();
        try {
            return refuse(wanted, later, user);
        } finally {
            lock.unlock();
        }
    }

    /** Gives the user a nickname of which it is known that nobody else has it; others may take the one of before at once. */
    public void assign(Nickname known, U user) {
        Set<String> later = skeletons.apply(known.text());
        lock.lock();
        try {
            forget(user);
            later.forEach(skeleton -> lookalikes.putIfAbsent(skeleton, user));
            holders.put(known.key(), user);
            rename.accept(user, known);
        } finally {
            lock.unlock();
        }
    }

    /** Lets others take a nickname that the user had before another one. */
    public void free(Nickname before, U user) {
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
    public void release(U user) {
        lock.lock();
        try {
            forget(user);
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock. */
    private void forget(U user) {
        Nickname nickname = user.nickname();
        if (holders.remove(nickname.key(), user)) {
            skeletons.apply(nickname.text()).forEach(skeleton -> lookalikes.remove(skeleton, user));
        }
    }

    public Optional<U> holder(String nicknameKey) {
        return Optional.ofNullable(holders.get(nicknameKey));
    }

    /** Everybody who is in the chat. */
    public Collection<U> holders() {
        return holders.values();
    }

    public int size() {
        return holders.size();
    }

    /** To be called under the lock. */
    private @Nullable Refusal refuse(Nickname wanted, Set<String> wantedSkeletons, U user) {
        U holder = holders.get(wanted.key());
        if (holder != null && !holder.equals(user)) {
            return new Refusal.NameTaken(wanted.text());
        }
        for (String skeleton : wantedSkeletons) {
            U other = lookalikes.get(skeleton);
            if (other != null && !other.equals(user)) {
                boolean givenUp = !skeletons.apply(other.nickname().text()).contains(skeleton);
                return givenUp
                        ? new Refusal.NameTaken(wanted.text())
                        : new Refusal.NameAlike(wanted.text(), other.nickname().text());
            }
        }
        return null;
    }
}
