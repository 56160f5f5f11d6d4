package dev.chatroom.core;

import dev.chatroom.core.directory.Person;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.FormerUser;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.memory.MemoryBudget;
import dev.chatroom.core.people.Departures;
import dev.chatroom.core.people.Departures.Departure;
import dev.chatroom.core.people.FormerUsers;
import dev.chatroom.core.people.ModeCounts;
import dev.chatroom.core.people.Nicknames;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.Skeletons;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who is in the chat, and who was. For any thread. */
final class UserRegistry {
    /** The bytes that somebody on another node takes here, in one room; measured. */
    static final long PERSON_ELSEWHERE = 1_600;

    private final Nicknames<User> nicknames = new Nicknames<>(Skeletons::of, User::setNickname);
    private final FormerUsers former;
    private final Departures departures;

    /** Those who have been let in and have not left yet, by their ids. Written in one step with their presence. */
    private final ConcurrentHashMap<Long, User> users = new ConcurrentHashMap<>();

    /** Where they are who are not here, by their ids. */
    private final ConcurrentHashMap<Long, String> elsewhere = new ConcurrentHashMap<>();

    private final MemoryBudget memory;
    private final ModeCounts tally = new ModeCounts();
    private final AtomicInteger present = new AtomicInteger();
    private final AtomicInteger mostPresent = new AtomicInteger();

    UserRegistry(int formerUsers, MemoryBudget memory) {
        this.memory = memory;
        this.former = new FormerUsers(formerUsers);
        this.departures = new Departures(formerUsers);
    }

    int present() {
        // Somebody may be counted out before being counted in.
        return Math.max(0, present.get());
    }

    int mostPresent() {
        return mostPresent.get();
    }

    /** Where users who are made for this population count their modes. */
    ModeCounts tally() {
        return tally;
    }

    int arriving() {
        return Math.max(0, nicknames.size() - present.get());
    }

    Stream<User> everybody() {
        return nicknames.holders().stream().filter(User::isPresent);
    }

    /** Everybody, even those who have not been let in yet. */
    Stream<User> arrived() {
        return nicknames.holders().stream();
    }

    Optional<User> find(String nicknameKey) {
        return nicknames.holder(nicknameKey).filter(User::isPresent);
    }

    /** The user with this id, if let in and not gone. */
    Optional<User> user(long id) {
        return Optional.ofNullable(users.get(id));
    }

    Departures departures() {
        return departures;
    }

    List<FormerUser> former(String nicknameKey) {
        return former.called(nicknameKey);
    }

    /** What {@link Nicknames#claim} says; the name given up is remembered if others knew it. */
    @Nullable Refusal claim(Nickname wanted, User user, Instant now) {
        Author before = user.asAuthor();
        boolean known = user.isPresent();
        Refusal refusal = nicknames.claim(wanted, user);
        if (refusal == null && known && !before.nickname().key().equals(wanted.key())) {
            former.add(before, now);
        }
        return refusal;
    }

    /** What {@link Nicknames#free} does. */
    void free(Nickname before, User user) {
        nicknames.free(before, user);
    }

    /** What {@link Nicknames#refuse} says. */
    @Nullable Refusal refuse(Nickname wanted, User user) {
        return nicknames.refuse(wanted, user);
    }

    /** Remembers somebody who was heard without having been let in. */
    void remember(Author author, Instant heard) {
        former.add(author, heard);
    }

    /** Frees the nickname of somebody whom nobody knows yet or any more. */
    void free(User user) {
        nicknames.release(user);
    }

    /** Those who are in the chat and connected to this node. */
    Stream<User> everybodyHere() {
        return everybody().filter(this::isHere);
    }

    /** Whether a user is connected to this node. */
    boolean isHere(User user) {
        return !elsewhere.containsKey(user.id);
    }

    /** The other node to which a user is connected; empty if it is this one. */
    Optional<String> nodeOf(User user) {
        return Optional.ofNullable(elsewhere.get(user.id));
    }

    /** As other nodes know a user who is connected to that one. */
    static Person person(User user, String node) {
        return new Person(
                user.asAuthor(), node, user.address(), user.enteredAt(), user.isPresent(), user.away(), user.modes());
    }

    /** Somebody has come on another node. */
    void comeElsewhere(User user, Person person) {
        if (elsewhere.put(user.id, person.node()) == null) {
            memory.addKnown(PERSON_ELSEWHERE);
        }
        changeElsewhere(user, person);
        letIn(user);
    }

    /** Somebody on another node is now as this says. */
    void changeElsewhere(User user, Person now) {
        if (!user.nickname().equals(now.nickname()) || nicknames.holder(now.nickname().key()).isEmpty()) {
            nicknames.assign(now.nickname(), user);
        }
        user.address = now.address();
        user.setProfile(now.author().profile());
        user.setAway(now.away().orElse(null));
        for (UserMode mode : UserMode.values()) {
            user.set(mode, now.modes().contains(mode));
        }
    }

    /** Somebody on another node is in the chat no more; true once. */
    boolean goElsewhere(User user, long departure, Instant at) {
        user.markGone();
        Set<String> rooms =
                user.memberships().stream().map(place -> place.room().name().key()).collect(Collectors.toSet());
        boolean known = release(user, user.asAuthor(), new Departure(departure, at, rooms));
        if (elsewhere.remove(user.id) != null) {
            memory.addKnown(-PERSON_ELSEWHERE);
        }
        return known;
    }

    /** True once, if the user is not gone already. */
    boolean letIn(User user) {
        if (!tally.change(user::countedModes, () -> user.enter() && users.put(user.id, user) == null)) {
            return false;
        }
        int now = present.incrementAndGet();
        mostPresent.accumulateAndGet(now, Math::max);
        return true;
    }

    /** Takes a user out, who is remembered as that author; true once, if others knew of the user. */
    boolean release(User user, Author author, Departure departure) {
        nicknames.release(user);
        if (!tally.change(user::countedModes, () -> user.leave() && users.remove(user.id(), user))) {
            return false;
        }
        present.decrementAndGet();
        former.add(author, departure.at());
        departures.add(author.nickname().key(), user.address(), departure);
        return true;
    }
}
