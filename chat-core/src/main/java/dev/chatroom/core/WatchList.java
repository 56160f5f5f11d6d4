package dev.chatroom.core;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.core.limit.Outcome.Refused;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.limit.Refusal.NameFault;
import dev.chatroom.core.limit.Refusal.NameInvalid;
import dev.chatroom.core.memory.HeapSize;
import dev.chatroom.core.memory.ListBudget;
import dev.chatroom.core.text.CaseFold;
import dev.chatroom.core.text.Nickname;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who follows whose coming and going, by nickname: whoever has it. Nicknames are the same in whatever case or Unicode
 * form they are written. For any thread.
 */
@CheckReturnValue
public final class WatchList {
    /** A name among those that a user follows, and a user among those who follow a name. */
    private static final int ENTRY = 48 + 32 + 96;

    private final Limits limits;
    private final ListBudget lists;

    /** Who follows, by the key of the nickname that is followed. */
    private final ConcurrentHashMap<String, Set<User>> followers = new ConcurrentHashMap<>();

    /** What is followed, as it was written, by its key; an inner map is touched by {@code compute} alone. */
    private final ConcurrentHashMap<User, Map<String, String>> followed = new ConcurrentHashMap<>();

    WatchList(Limits limits, ListBudget lists) {
        this.limits = limits;
        this.lists = lists;
    }

    /**
     * Lets a user follow the coming and going of whoever has a nickname, now or later. Idempotent. To know who is
     * there already, look afterwards: beforehand, somebody who comes in between would be missed.
     *
     * @return the nickname as it was written, or why not: too many are followed ({@link Limit#CONTACTS}), nobody can
     *     have such a name ({@link Limit#NICKNAME}), or the user has left the chat
     */
    public Outcome<String> follow(User user, String nickname) {
        String name = nickname.strip();
        int longest = limits.of(Limit.NICKNAME);
        if (name.isEmpty()) {
            return new Refused<>(new NameInvalid(nickname, NameFault.EMPTY, ""));
        } else if (name.codePointCount(0, name.length()) > longest) {
            return new Refused<>(new NameInvalid(nickname, NameFault.TOO_LONG, Integer.toString(longest)));
        }
        List<Refusal> refusals = new ArrayList<>(1);
        followed.compute(user, (same, before) -> {
            Map<String, String> names = before == null ? new LinkedHashMap<>(4) : before;
            Refusal refusal = add(user, names, CaseFold.key(name), name);
            if (refusal != null) {
                refusals.add(refusal);
            }
            return names.isEmpty() ? null : names;
        });
        return refusals.isEmpty() ? new Done<>(name) : new Refused<>(refusals.getFirst());
    }

    /** Undoes {@link #follow}. Idempotent. */
    public void unfollow(User user, String nickname) {
        String key = CaseFold.key(nickname.strip());
        followed.computeIfPresent(user, (same, names) -> {
            String name = names.remove(key);
            if (name != null) {
                lists.add(-size(key, name));
                forget(user, key);
            }
            return names.isEmpty() ? null : names;
        });
    }

    /** The nicknames that a user follows, as they were written, in the order of following. */
    public List<String> of(User user) {
        List<String> names = new ArrayList<>();
        followed.computeIfPresent(user, (same, now) -> {
            names.addAll(now.values());
            return now;
        });
        return names;
    }

    /** Has a user follow nobody any more. Idempotent. */
    public void clear(User user) {
        followed.computeIfPresent(user, (same, names) -> {
            lists.add(-size(names));
            names.keySet().forEach(key -> forget(user, key));
            return null;
        });
    }

    /** Who follows a nickname. */
    Collection<User> followersOf(Nickname nickname) {
        return followers.getOrDefault(nickname.key(), Set.of());
    }

    /** How many nicknames are followed by anybody. */
    int size() {
        return followers.size();
    }

    /** Runs while nobody else can change what this user follows. */
    private @Nullable Refusal add(User user, Map<String, String> names, String key, String name) {
        int most = limits.of(Limit.CONTACTS);
        // Who leaves says so and then clears; here it is looked for in that same turn, so nothing is left over.
        if (user.isGone()) {
            return new Refusal.Gone();
        } else if (names.containsKey(key)) {
            return null;
        } else if (names.size() >= most) {
            return new Refusal.TooManyContacts(most);
        }
        long before = size(names);
        long more = size(key, name);
        if (!lists.allows(before, before + more)) {
            return new Refusal.TooManyContacts(names.size());
        }
        lists.add(more);
        names.put(key, name);
        followers.compute(key, (same, others) -> {
            Set<User> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(user);
            return all;
        });
        return null;
    }

    private static long size(Map<String, String> names) {
        long size = 0;
        for (Map.Entry<String, String> name : names.entrySet()) {
            size += size(name.getKey(), name.getValue());
        }
        return size;
    }

    private static int size(String key, String name) {
        return ENTRY + HeapSize.string(key) + HeapSize.string(name);
    }

    private void forget(User user, String key) {
        followers.computeIfPresent(key, (same, others) -> {
            others.remove(user);
            return others.isEmpty() ? null : others;
        });
    }
}
