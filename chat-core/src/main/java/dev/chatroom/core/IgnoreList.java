package dev.chatroom.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Whom a user does not want to read: by id, so that taking another nickname does not help, and by nickname, so that
 * coming in again does not either. Changed by the user's own thread, read by any.
 */
final class IgnoreList {
    private volatile Map<Nickname, Long> ignored = Map.of();

    /** Adds somebody; false if the list is full. */
    boolean add(User user, int limit) {
        Map<Nickname, Long> changed = new HashMap<>(ignored);
        changed.put(user.nickname(), user.id());
        if (changed.size() > limit) {
            return false;
        }
        ignored = Map.copyOf(changed);
        return true;
    }

    /** Takes off whoever is listed under this name or is called so now; false if there was nobody. */
    boolean remove(String nicknameKey, long userId) {
        Map<Nickname, Long> changed = new HashMap<>(ignored);
        boolean removed = changed.entrySet()
                .removeIf(entry -> entry.getKey().key().equals(nicknameKey) || entry.getValue() == userId);
        ignored = Map.copyOf(changed);
        return removed;
    }

    boolean isEmpty() {
        return ignored.isEmpty();
    }

    boolean contains(Author author) {
        Map<Nickname, Long> now = ignored;
        if (now.isEmpty()) {
            return false;
        }
        return now.containsValue(author.userId())
                || now.keySet().stream().anyMatch(name -> name.key().equals(author.nickname().key()));
    }

    /** The names, sorted. */
    List<String> names() {
        TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        ignored.keySet().forEach(name -> names.add(name.text()));
        return List.copyOf(names);
    }
}
