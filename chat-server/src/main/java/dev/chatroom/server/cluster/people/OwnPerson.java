package dev.chatroom.server.cluster.people;

import dev.chatroom.core.codec.PersonCodec;
import dev.chatroom.core.directory.Claim;
import dev.chatroom.core.directory.Person;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of this node, and what the map has of them: one key for each name that they hold. One change is underway at a time, so
 * that they come in their order. Owned by the ledger's thread.
 */
final class OwnPerson {
    private final SureWrite map;
    private final BooleanSupplier mayTell;
    private final Runnable nameLost;

    /** The names that are held, by their keys, and the revisions of what was written there. */
    private final Map<String, Long> held = new HashMap<>();

    /** What has been read of these names and has not been looked at yet: the revisions by which they were lost. */
    private final Map<String, Long> news = new HashMap<>();

    private final ArrayDeque<Claiming> claims = new ArrayDeque<>();
    private final Set<String> toFree = new LinkedHashSet<>();

    /** Are told when nothing is left to be done. */
    private final List<Runnable> reclaimed = new ArrayList<>();

    /** As the others are to know them; null if they are not to know of them yet. */
    private @Nullable Person latest;

    /** Whether the others have yet to be told of the latest. */
    private boolean dirty;

    private boolean leaves;
    private boolean busy;

    /**
     * @param mayTell whether others may be told of anybody here now
     * @param nameLost tells that somebody else has the name of the latest
     */
    OwnPerson(SureWrite map, BooleanSupplier mayTell, Runnable nameLost) {
        this.map = map;
        this.mayTell = mayTell;
        this.nameLost = nameLost;
    }

    private static final class Claiming {
        private final Person person;
        private final Consumer<Claim> answer;
        private boolean answered;

        Claiming(Person person, Consumer<Claim> answer) {
            this.person = person;
            this.answer = answer;
        }

        void answer(Claim claim) {
            if (!answered) {
                answered = true;
                answer.accept(claim);
            }
        }
    }

    /** Asks for a name; what is returned gives it up if there has been no answer. */
    Runnable claim(Person person, Consumer<Claim> answer) {
        Claiming claiming = new Claiming(person, answer);
        claims.add(claiming);
        toFree.remove(key(person));
        step();
        return () -> {
            claims.remove(claiming);
            claiming.answer(Claim.CUT_OFF);
            step();
        };
    }

    void put(Person person) {
        latest = person;
        dirty = true;
        step();
    }

    void free(String key) {
        toFree.add(key);
        step();
    }

    void leave() {
        leaves = true;
        step();
    }

    /** Whether nothing is left of them. */
    boolean isGone() {
        return leaves && held.isEmpty() && !busy;
    }

    /** The map has no value of this person's there any more, or one of somebody else; false if that is no matter of this person. */
    boolean lost(String key, long revision) {
        if (!busy && !held.containsKey(key)) {
            return false;
        }
        // What is underway may have been answered before that, or after.
        news.merge(key, revision, Math::max);
        step();
        return true;
    }

    private void takeNews() {
        news.forEach((key, revision) -> {
            if (held.getOrDefault(key, Long.MAX_VALUE) < revision) {
                held.remove(key);
                dirty |= latest != null;
            }
        });
        news.clear();
    }

    /** Writes the latest anew, since others may have taken the name away; is told when it is known whose it is. */
    void reclaim(Runnable known) {
        dirty |= latest != null;
        reclaimed.add(known);
        step();
    }

    /**
     * Of the names that are held, the map had only these when it began to hand over all.
     *
     * @param newest what has a greater revision came later
     */
    void missing(Set<String> there, long newest) {
        List<String> absent = held.keySet().stream().filter(key -> !there.contains(key)).toList();
        absent.forEach(key -> lost(key, newest + 1));
    }

    private static String key(Person person) {
        return person.nickname().key();
    }

    /** Begins what is to be done next, if nothing is underway. */
    void step() {
        if (busy) {
            return;
        }
        takeNews();
        if (leaves) {
            claims.forEach(claiming -> claiming.answer(Claim.CUT_OFF));
            claims.clear();
            toFree.addAll(held.keySet());
        }
        toFree.retainAll(held.keySet());
        Optional<String> unwanted = toFree.stream().filter(key -> !isClaimed(key)).findFirst();
        if (unwanted.isPresent()) {
            takeAway(unwanted.get());
        } else if (!claims.isEmpty()) {
            claimFirst();
        } else if (dirty && latest != null && !leaves && mayTell.getAsBoolean()) {
            tellLatest(latest);
        } else if (!dirty || latest == null || leaves) {
            List<Runnable> known = List.copyOf(reclaimed);
            reclaimed.clear();
            known.forEach(Runnable::run);
        }
    }

    private boolean isClaimed(String key) {
        return claims.stream().anyMatch(claiming -> key(claiming.person).equals(key));
    }

    private void takeAway(String key) {
        busy = true;
        map.delete(key, held.getOrDefault(key, SharedMap.NONE), () -> {
            busy = false;
            held.remove(key);
            step();
        });
    }

    private void claimFirst() {
        Claiming claiming = claims.getFirst();
        Person person = claiming.person;
        write(person, () -> {
            claims.remove(claiming);
            if (!claiming.answered) {
                toFree.remove(key(person));
                if (person.known()) {
                    latest = person;
                    dirty = false;
                }
                // Last, since whoever is told goes on at once.
                claiming.answer(Claim.GRANTED);
            } else if (!isLatest(person)) {
                // Nobody waits for it any more; unless it is asked for again.
                toFree.add(key(person));
            }
        }, () -> {
            claims.remove(claiming);
            claiming.answer(Claim.TAKEN);
        });
    }

    private boolean isLatest(Person person) {
        return latest != null && key(latest).equals(key(person));
    }

    private void tellLatest(Person person) {
        dirty = false;
        write(person, () -> {
            // The others read it.
        }, nameLost);
    }

    private void write(Person person, Runnable written, Runnable taken) {
        String key = key(person);
        Long known = held.get(key);
        busy = true;
        map.write(key, person.id(), PersonCodec.encode(person), known == null ? SharedMap.NONE : known,
                new SureWrite.Outcome() {
                    @Override
                    public void written(long revision) {
                        busy = false;
                        held.put(key, revision);
                        written.run();
                        step();
                    }

                    @Override
                    public void changed(boolean own, long revision) {
                        busy = false;
                        held.remove(key);
                        if (own) {
                            held.put(key, revision);
                        }
                        if (own || known != null) {
                            // It was written before, and the answer was lost; or others took this node for gone, and the name away.
                            write(person, written, taken);
                        } else {
                            taken.run();
                            step();
                        }
                    }
                });
    }
}
