package dev.chatroom.core;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who is called what: each nickname is held by one user at a time, whatever its case or Unicode form. For any thread.
 */
final class Nicknames {
    private final ConcurrentHashMap<String, User> holders = new ConcurrentHashMap<>();

    /**
     * Gives the user this nickname and frees the one it had; false if somebody else holds it, and nothing has changed.
     */
    boolean claim(Nickname wanted, User user) {
        User holder = holders.putIfAbsent(wanted.key(), user);
        if (holder != null && holder != user) {
            return false;
        }
        Nickname before = user.nickname();
        user.setNickname(wanted);
        if (!before.key().equals(wanted.key())) {
            holders.remove(before.key(), user);
        }
        return true;
    }

    /** Frees the nickname of a user who leaves. */
    void release(User user) {
        holders.remove(user.nickname().key(), user);
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
}
