package dev.chatroom.server.cluster.people;

import dev.chatroom.core.codec.MalformedEventException;
import dev.chatroom.core.codec.PersonCodec;
import dev.chatroom.core.directory.Claim;
import dev.chatroom.core.directory.Directory;
import dev.chatroom.core.directory.Person;
import dev.chatroom.core.text.Nickname;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who is in the chat, by the names that they hold in a map that all nodes share: this node's people are written there, those of the
 * others are read. It knows no clock, no thread and no broker. Owned by one thread.
 */
final class PeopleLedger implements SharedMap.Listener {
    private final long instance;
    private final SharedMap map;
    private final SureWrite writes;
    private final Directory.Receiver receiver;
    private final Map<Long, OwnPerson> own = new HashMap<>();

    /** What others have written, by the keys of names. */
    private final Map<String, Entry> entries = new HashMap<>();

    /** The keys of the names that people of others hold, by their ids: two while they change it. */
    private final Map<Long, Set<String>> names = new HashMap<>();

    /** The keys that have come since the map began to hand over all; null if it has handed over all. */
    private @Nullable Set<String> come;

    /** The greatest revision that there was when the map began to hand over all. */
    private long newest;

    /** Whether this node had a lease when that was looked at last. */
    private boolean leased;

    /** Whom of this node it concerns what happens to a name. */
    private final Map<String, Set<OwnPerson>> concerned = new HashMap<>();

    /** Names that people of processes without a lease have. */
    private final Map<String, Orphan> orphaned = new HashMap<>();

    /** Null unless somebody waits for all to have been handed over. */
    private @Nullable Runnable whenComplete;

    /** How many people are being asked about, and one for the asking. */
    private int reclaiming;

    /** Null unless it ends. */
    private @Nullable Runnable whenEnded;

    PeopleLedger(long instance, SharedMap map, Directory.Receiver receiver) {
        this.instance = instance;
        this.map = map;
        this.writes = new SureWrite(map, instance);
        this.receiver = receiver;
    }

    /** @param person absent if the form cannot be read: the name is taken all the same */
    private record Entry(long instance, long revision, Optional<Person> person) {
        Optional<Long> id() {
            return person.map(Person::id);
        }
    }

    /**
     * What had no lease when it was seen first.
     *
     * @param renewals how often this node had renewed its own by then
     */
    private record Orphan(long revision, long renewals) {}

    /** Is told, once, when all that was there has been handed over; to be said before that. */
    void whenComplete(Runnable told) {
        whenComplete = told;
    }

    /** Asks for a name; what is returned ends the waiting. */
    Runnable claim(Person person, Consumer<Claim> answer) {
        return concerned(person).claim(person, answer);
    }

    /** Makes somebody of this node known, as they are now. */
    void put(Person person) {
        concerned(person).put(person);
    }

    private OwnPerson concerned(Person person) {
        OwnPerson somebody = own.computeIfAbsent(
                person.id(), id -> new OwnPerson(writes, () -> leased, () -> receiver.nameLost(id)));
        concerned.computeIfAbsent(person.nickname().key(), key -> new HashSet<>()).add(somebody);
        return somebody;
    }

    private void tellOwn(String key, long revision) {
        concerned.computeIfPresent(key, (same, people) -> {
            people.removeIf(somebody -> !somebody.lost(key, revision));
            return people.isEmpty() ? null : people;
        });
    }

    void free(Nickname before, long userId) {
        OwnPerson somebody = own.get(userId);
        if (somebody != null) {
            somebody.free(before.key());
        }
    }

    /** Somebody of this node is in the chat no more. */
    void remove(long userId) {
        OwnPerson somebody = own.get(userId);
        if (somebody != null) {
            somebody.leave();
            sweep(userId);
        }
    }

    private void sweep(long userId) {
        own.computeIfPresent(userId, (id, somebody) -> somebody.isGone() ? null : somebody);
    }

    /** To be called several times a second: goes on with what had no answer, and takes away the people of nodes that are gone. */
    void tick(NodeLease lease) {
        lease.tick();
        writes.retry();
        own.values().removeIf(OwnPerson::isGone);
        tellEnd();
        boolean before = leased;
        leased = lease.isHeld();
        if (leased && !before) {
            // Without a lease the others would take them away again.
            List.copyOf(own.values()).forEach(OwnPerson::step);
        }
        if (lease.isLost()) {
            reclaim(lease::recover);
        } else if (lease.isGood()) {
            removeOrphans(lease);
        }
    }

    /**
     * Takes away the people of processes that had no lease at some time after these people were read. A lease is there before
     * anybody is written by it, and its news may come later than theirs; so it has to be looked for after that.
     */
    private void removeOrphans(NodeLease lease) {
        Map<String, Entry> orphans = new HashMap<>(entries);
        orphans.values().removeIf(entry -> lease.isKnown(entry.instance()));
        orphaned.keySet().retainAll(orphans.keySet());
        orphans.forEach((key, entry) -> {
            Orphan before = orphaned.get(key);
            if (before == null || before.revision() != entry.revision()) {
                orphaned.put(key, new Orphan(entry.revision(), lease.renewals()));
                lease.hurry();
            } else if (lease.hasReadSince(before.renewals())) {
                map.delete(key, entry.revision(), answer -> {
                    // If it is still there, that is tried again.
                });
            } else {
                lease.hurry();
            }
        });
    }

    /** Finds out whether the people of this node still have their names; is told when that is known. */
    private void reclaim(Runnable done) {
        if (reclaiming == 0) {
            reclaiming = 1 + own.size();
            Runnable one = () -> {
                reclaiming--;
                if (reclaiming == 0) {
                    done.run();
                }
            };
            List.copyOf(own.values()).forEach(somebody -> somebody.reclaim(one));
            one.run();
        }
    }

    /** Takes all people of this node away; is told when that is done. */
    void end(Runnable ended) {
        own.values().forEach(OwnPerson::leave);
        own.values().removeIf(OwnPerson::isGone);
        whenEnded = ended;
        tellEnd();
    }

    private void tellEnd() {
        Runnable told = whenEnded;
        if (told != null && own.isEmpty()) {
            whenEnded = null;
            told.run();
        }
    }

    /** How many of this node are known, or hold a name. */
    int ownPeople() {
        return own.size();
    }

    @Override
    public void begins(long greatest) {
        newest = greatest;
        come = new HashSet<>();
    }

    @Override
    public void put(String key, WrittenValue value, long revision) {
        if (come != null) {
            come.add(key);
        }
        if (value.instance() == instance) {
            forget(key);
            return;
        }
        tellOwn(key, revision);
        Entry before = entries.get(key);
        if (before != null && before.revision() >= revision) {
            return;
        }
        Optional<Person> person = read(value.form());
        if (before != null && !before.id().equals(person.map(Person::id))) {
            forget(key);
        }
        entries.put(key, new Entry(value.instance(), revision, person));
        person.ifPresent(somebody -> names.computeIfAbsent(somebody.id(), id -> new HashSet<>()).add(key));
        person.filter(Person::known).ifPresent(receiver::put);
    }

    private static Optional<Person> read(byte[] form) {
        try {
            return Optional.of(PersonCodec.decode(form));
        } catch (MalformedEventException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public void gone(String key, long revision) {
        tellOwn(key, revision);
        Entry entry = entries.get(key);
        if (entry != null && entry.revision() < revision) {
            forget(key);
        }
    }

    /** Nobody else has this name any more; whoever had it may have another one. */
    private void forget(String key) {
        Entry gone = entries.remove(key);
        if (gone == null || gone.person().isEmpty()) {
            return;
        }
        long id = gone.person().get().id();
        Set<String> left = names.getOrDefault(id, Set.of());
        left.remove(key);
        if (left.isEmpty()) {
            names.remove(id);
        }
        Optional<Person> now = left.stream()
                .map(entries::get)
                .max(Comparator.comparingLong(Entry::revision))
                .flatMap(Entry::person)
                .filter(Person::known);
        if (now.isPresent()) {
            receiver.put(now.get());
        } else if (gone.person().get().known()) {
            receiver.remove(id);
        }
    }

    @Override
    public void complete() {
        Set<String> all = come;
        come = null;
        if (all != null) {
            List<String> gone = new ArrayList<>(entries.keySet());
            gone.removeAll(all);
            gone.forEach(this::forget);
            own.values().forEach(somebody -> somebody.missing(all, newest));
        }
        Runnable told = whenComplete;
        whenComplete = null;
        if (told != null) {
            told.run();
        }
    }
}
