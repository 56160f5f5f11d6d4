package dev.chatroom.core;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.limit.RateLimit;
import dev.chatroom.core.memory.MemoryBudget;
import dev.chatroom.core.people.DirectMessageLog;
import dev.chatroom.core.people.IgnoreList;
import dev.chatroom.core.people.ModeCounts;
import dev.chatroom.core.people.OwnRequests;
import dev.chatroom.core.people.Presence;
import dev.chatroom.core.people.RejoinPace;
import dev.chatroom.core.room.Participant;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.core.text.Subsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in the chat, from {@link Chat#enter} to {@link Chat#leave}. Reading is for any thread; what a user does is
 * to be done by one thread at a time, which is the connection's in a server.
 */
public final class User implements Participant {
    @SuppressWarnings("rawtypes")
    private static final AtomicReferenceFieldUpdater<User, List> MEMBERSHIPS =
            AtomicReferenceFieldUpdater.newUpdater(User.class, List.class, "memberships");
    private static final Subsets<UserMode> MODES = new Subsets<>(UserMode.class);
    private static final AtomicReferenceFieldUpdater<User, Presence> PRESENCE =
            AtomicReferenceFieldUpdater.newUpdater(User.class, Presence.class, "presence");
    private static final AtomicReferenceFieldUpdater<User, DirectMessageLog> LETTERS =
            AtomicReferenceFieldUpdater.newUpdater(User.class, DirectMessageLog.class, "letters");

    /** Boxed once, for maps too. */
    final Long id;
    private final Instant enteredAt;
    private final Outbox outbox;
    final RateLimit rateLimit;
    private final ModeCounts tally;
    final IgnoreList ignored = new IgnoreList();

    /** Never changed, only replaced. */
    private volatile List<Membership> memberships = List.of();

    /** Replaced by {@link Nicknames} when a name has been secured, and by who acts for the user. */
    private volatile Author author;

    /** Never changed, only replaced, by who acts for the user. */
    private volatile Set<UserMode> modes = Set.of();

    private volatile Presence presence = Presence.ARRIVED;

    final OwnRequests asked = new OwnRequests();

    /** Null as long as the user has left no room. Owned by who acts for the user. */
    @Nullable RejoinPace returns;

    /** What the user was shown as by earlier nicknames. Never changed, only replaced, by who acts for the user. */
    volatile List<Profile> formerProfiles = List.of();

    /** When the user said something last. */
    private volatile Instant activeAt;

    /** Null as long as nobody has written to the user, nor the user to anybody. */
    private volatile @Nullable DirectMessageLog letters;

    private volatile @Nullable String away;
    volatile String address;

    User(
            long id, String address, Profile profile, Instant enteredAt, Outbox outbox, RateLimit rates,
            ModeCounts tally) {
        this.id = id;
        this.address = address;
        this.enteredAt = enteredAt;
        this.outbox = outbox;
        this.rateLimit = rates;
        this.tally = tally;
        this.activeAt = enteredAt;
        this.author = new Author(id, Nickname.guest(id), profile);
    }

    @Override
    public long id() {
        return id;
    }

    /** Where the user came from last, as the transport writes it; not for other users' eyes. */
    public String address() {
        return address;
    }

    /** When the user entered, by the chat's clock. */
    public Instant enteredAt() {
        return enteredAt;
    }

    /** When the user said something last, or entered, by the chat's clock. */
    public Instant activeAt() {
        return activeAt;
    }

    /** The private messages that this user has sent and received last, the oldest first, as far as they are kept. */
    public List<ChatEvent.DirectMessage> directMessages() {
        DirectMessageLog kept = letters;
        return kept == null ? List.of() : kept.all();
    }

    /** The channel on which everything reaches this user. */
    public Outbox outbox() {
        return outbox;
    }

    /** What others may know of the user now. */
    public Profile profile() {
        return author.profile();
    }

    @Override
    public Set<UserMode> modes() {
        return modes;
    }

    /**
     * Switches something on or off; false if that changes nothing. For who acts for the user; who may have what is for
     * the caller to decide.
     */
    @CanIgnoreReturnValue
    public boolean set(UserMode mode, boolean on) {
        return has(mode) != on
                && tally.change(this::countedModes, () -> {
                    modes = MODES.with(modes, mode, on);
                    return true;
                });
    }

    /** Marks what the user does in rooms from now on, for {@link #takeRequest}; null ends that. For who acts for the user. */
    public void setRequest(@Nullable Object mark) {
        asked.set(mark);
    }

    /**
     * The mark that was set when the user did this, once, for who reads the user's {@link Outbox} in its order; null if there
     * was none, or the user has done 256 marked things since without reading of them. Nobody else's side has it.
     */
    public @Nullable Object takeRequest(ChatEvent event) {
        return asked.take(event.id());
    }

    /**
     * Returns when all has its place that was said by {@link Membership#postAhead}, or will get none: what is done for the user
     * then comes after it. For who acts for the user; it may take until the order can be reached, or the user leaves the chat.
     */
    public void awaitPlaces() {
        asked.awaitPlaces();
    }

    /** The rooms the user is in, in the order of joining. */
    public List<Membership> memberships() {
        return memberships;
    }

    /** The user's place in the room of this name, if the user is there. */
    public Optional<Membership> membership(RoomName room) {
        return memberships.stream()
                .filter(membership -> membership.room().name().key().equals(room.key()))
                .findFirst();
    }

    @Override
    public Optional<String> away() {
        return Optional.ofNullable(away);
    }

    /** Whether this user does not want to read that author. */
    public boolean ignores(Author author) {
        return ignored.contains(author);
    }

    /** Whether there is anybody whom this user ignores. */
    public boolean ignoresAnybody() {
        return !ignored.isEmpty();
    }

    @Override
    public List<String> hostmasks() {
        return author.hostmasks(formerProfiles);
    }

    @Override
    public Author asAuthor() {
        return author;
    }

    @Override
    public boolean isGone() {
        return presence.isGone();
    }

    void spoke(Instant at) {
        activeAt = at;
    }

    void keep(ChatEvent.DirectMessage told, int most, MemoryBudget memory) {
        DirectMessageLog kept =
                LETTERS.updateAndGet(this, known -> known == null ? new DirectMessageLog(memory) : known);
        kept.add(told, most);
        // Who leaves says so and then forgets them; here it is the other way round, so none are left over.
        if (isGone()) {
            kept.end();
        }
    }

    /** Forgets private messages, who is ignored and marks; to be called once the user is gone. */
    void forgetAll(MemoryBudget memory) {
        DirectMessageLog kept = letters;
        if (kept != null) {
            kept.end();
        }
        ignored.clear(memory.lists());
        asked.end();
    }

    /** Whether others may know of the user: not before it was let in, and not after it left. */
    boolean isPresent() {
        return presence.isKnown();
    }

    /** What counts as switched on: nothing of those whom others may not know of. */
    Set<UserMode> countedModes() {
        return isPresent() ? modes : Set.of();
    }

    /** From having arrived to being there; true once, and not after leaving has begun. */
    boolean enter() {
        return PRESENCE.compareAndSet(this, Presence.ARRIVED, Presence.PRESENT);
    }

    /** Begins to leave: from now on the user is gone. Idempotent. */
    void markGone() {
        boolean unused = PRESENCE.compareAndSet(this, Presence.ARRIVED, Presence.LEFT)
                || PRESENCE.compareAndSet(this, Presence.PRESENT, Presence.LEAVING);
    }

    /** Ends leaving; true once, if others knew of the user. */
    boolean leave() {
        return PRESENCE.compareAndSet(this, Presence.LEAVING, Presence.LEFT);
    }

    /** Sets why the user is away; null if the user is not. */
    void setAway(@Nullable String reason) {
        away = reason;
    }

    void setProfile(Profile changed) {
        author = author.with(changed);
    }

    void setNickname(Nickname secured) {
        author = author.called(secured);
    }

    /** Called under the room's append lock, as is {@link #remove}: so its roster and this list never disagree. */
    void add(Membership membership) {
        change(more -> more.add(membership));
    }

    void remove(Membership membership) {
        change(fewer -> fewer.remove(membership));
    }

    private void change(Consumer<List<Membership>> change) {
        while (true) {
            List<Membership> before = memberships;
            List<Membership> after = new ArrayList<>(before);
            change.accept(after);
            if (MEMBERSHIPS.compareAndSet(this, before, List.copyOf(after))) {
                return;
            }
        }
    }
}
