package dev.chatroom.core;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who follows whose coming and going. What one user follows is changed by one thread at a time; all else is for any
 * thread.
 */
@CheckReturnValue
public final class Contacts {
    private final int most;

    /** Who follows, by the key of the nickname that is followed. */
    private final ConcurrentHashMap<String, Set<User>> followers = new ConcurrentHashMap<>();

    /** What is followed, as it was written, by its key. */
    private final ConcurrentHashMap<User, Map<String, String>> followed = new ConcurrentHashMap<>();

    Contacts(int most) {
        this.most = most;
    }

    /** Lets a user follow the coming and going of whoever bears a nickname, now or later. Idempotent. */
    public Outcome<String> follow(User user, String nickname) {
        Map<String, String> names = followed.computeIfAbsent(user, one -> new LinkedHashMap<>());
        String key = CaseFold.key(nickname);
        if (names.containsKey(key)) {
            return new Outcome.Done<>(nickname);
        }
        if (names.size() >= most) {
            return new Outcome.Refused<>(new Refusal.TooManyContacts(most));
        }
        names.put(key, nickname);
        followers.compute(key, (same, others) -> {
            Set<User> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            boolean unused = all.add(user);
            return all;
        });
        return new Outcome.Done<>(nickname);
    }

    /** Undoes {@link #follow}. Idempotent. */
    public void unfollow(User user, String nickname) {
        Map<String, String> names = followed.get(user);
        String key = CaseFold.key(nickname);
        if (names != null && names.remove(key) != null) {
            forget(user, key);
        }
    }

    /** The nicknames that a user follows, in the order of following. */
    public List<String> of(User user) {
        Map<String, String> names = followed.get(user);
        return names == null ? List.of() : List.copyOf(names.values());
    }

    /** Has a user follow nobody any more. */
    public void clear(User user) {
        Map<String, String> names = followed.remove(user);
        if (names != null) {
            names.keySet().forEach(key -> forget(user, key));
        }
    }

    /** Who follows a nickname. */
    Collection<User> followersOf(Nickname nickname) {
        return followers.getOrDefault(nickname.key(), Set.of());
    }

    private void forget(User user, String key) {
        followers.computeIfPresent(key, (same, others) -> {
            boolean unused = others.remove(user);
            return others.isEmpty() ? null : others;
        });
    }
}
