package dev.chatroom.core.people;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.EventWeight;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.memory.HeapSize;
import dev.chatroom.core.memory.ListBudget;
import dev.chatroom.core.room.Participant;
import dev.chatroom.core.text.Nickname;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * Whom a user does not want to read: by id, so that taking another nickname does not help, and by nickname, so that
 * coming in again does not either. Changed by the user's own thread, read by any.
 */
public final class IgnoreList {
    @SuppressWarnings("rawtypes")
    private static final AtomicReferenceFieldUpdater<IgnoreList, Map> IGNORED =
            AtomicReferenceFieldUpdater.newUpdater(IgnoreList.class, Map.class, "ignored");

    /** An id, and four places of which two are empty. */
    private static final int ENTRY = 24 + 4 * HeapSize.REFERENCE;

    /** Exchanged, since whoever takes a user out of the chat clears the list. */
    private volatile Map<Nickname, Long> ignored = Map.of();

    /** Adds somebody to the list of its owner, unless the list is full, or all lists are. */
    public Outcome<Nickname> add(Participant owner, Participant other, Limits limits, ListBudget lists) {
        int limit = limits.of(Limit.IGNORED);
        Map<Nickname, Long> changed = new HashMap<>(ignored);
        changed.put(other.nickname(), other.id());
        if (changed.size() > limit || !lists.allows(size(ignored), size(changed))) {
            return new Outcome.Refused<>(new Refusal.TooManyIgnored(Math.min(limit, ignored.size())));
        }
        set(changed, lists);
        // Whoever takes the owner out says so and then clears the list; here it is the other way round.
        if (owner.isGone()) {
            clear(lists);
        }
        return new Outcome.Done<>(other.nickname());
    }

    /** Takes everybody off, once the user is gone. */
    public void clear(ListBudget lists) {
        set(Map.of(), lists);
    }

    /** Takes off whoever is listed under this name or is called so now; false if there was nobody. */
    public boolean remove(String nicknameKey, long userId, ListBudget lists) {
        Map<Nickname, Long> changed = new HashMap<>(ignored);
        boolean removed = changed.entrySet()
                .removeIf(entry -> entry.getKey().key().equals(nicknameKey) || entry.getValue() == userId);
        set(changed, lists);
        return removed;
    }

    private void set(Map<Nickname, Long> changed, ListBudget lists) {
        Map<Nickname, Long> after = Map.copyOf(changed);
        @SuppressWarnings("unchecked") // the field's type
        Map<Nickname, Long> before = Objects.requireNonNull((Map<Nickname, Long>) IGNORED.getAndSet(this, after));
        lists.add(size(after) - size(before));
    }

    private static long size(Map<Nickname, Long> entries) {
        return entries.keySet().stream().mapToLong(name -> ENTRY + EventWeight.nickname(name)).sum();
    }

    public boolean isEmpty() {
        return ignored.isEmpty();
    }

    public boolean contains(Author author) {
        Map<Nickname, Long> all = ignored;
        if (all.isEmpty()) {
            return false;
        }
        return all.containsValue(author.userId())
                || all.keySet().stream().anyMatch(name -> name.key().equals(author.nickname().key()));
    }

    /** The names, and the ids of those who were called so. */
    public Map<Nickname, Long> entries() {
        return ignored;
    }
}
