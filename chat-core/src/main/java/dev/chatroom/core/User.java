package dev.chatroom.core;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in the chat, from {@link Chat#enter} to {@link Chat#leave}. Reading is for any thread; what a user does is
 * to be done by one thread at a time, which is the connection's in a server.
 */
public final class User {
    private static final VarHandle MEMBERSHIPS;

    static {
        try {
            MEMBERSHIPS = MethodHandles.lookup().findVarHandle(User.class, "memberships", List.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final long id;
    private final String address;
    private final Instant enteredAt;
    private final Outbox outbox;
    private final RateLimit rateLimit;
    private final int longestReason;
    private final IgnoreList ignored = new IgnoreList();

    /** Never changed, only replaced. */
    private volatile List<Membership> memberships = List.of();

    /** Written by {@link Nicknames} when the name has been secured. */
    private volatile Nickname nickname;

    private volatile @Nullable String away;

    /** Set once, when the user leaves the chat. */
    private volatile boolean gone;

    User(long id, String address, Instant enteredAt, Outbox outbox, RateLimit rateLimit, int longestReason) {
        this.id = id;
        this.address = address;
        this.enteredAt = enteredAt;
        this.outbox = outbox;
        this.rateLimit = rateLimit;
        this.longestReason = longestReason;
        this.nickname = Nickname.guest(id);
    }

    /** Unique among all users of the chat, positive. */
    public long id() {
        return id;
    }

    /** Where the user came from, as the transport writes it; not for other users' eyes. */
    public String address() {
        return address;
    }

    /** When the user entered, by the chat's clock. */
    public Instant enteredAt() {
        return enteredAt;
    }

    /** The channel on which everything reaches this user. */
    public Outbox outbox() {
        return outbox;
    }

    /** What the user is called now. */
    public Nickname nickname() {
        return nickname;
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

    /** Why the user is away: empty if no reason was given, absent if the user is here. */
    public Optional<String> away() {
        return Optional.ofNullable(away);
    }

    /** Says that the user is away; the reason may be empty, and is cut to its limit. */
    public void goAway(String reason) {
        away = Limits.cut(reason, longestReason);
    }

    /** Says that the user is back; false if the user was not away. */
    public boolean comeBack() {
        boolean wasAway = away != null;
        away = null;
        return wasAway;
    }

    /** Whether this user does not want to read that author. */
    public boolean ignores(Author author) {
        return ignored.contains(author);
    }

    /** Whether there is anybody whom this user ignores. */
    public boolean ignoresAnybody() {
        return !ignored.isEmpty();
    }

    /** The names of those whom this user ignores, sorted. */
    public List<String> ignoredNames() {
        return ignored.names();
    }

    /** The user as an author of what happens now. */
    public Author asAuthor() {
        return new Author(id, nickname);
    }

    IgnoreList ignored() {
        return ignored;
    }

    RateLimit rateLimit() {
        return rateLimit;
    }

    boolean isGone() {
        return gone;
    }

    void markGone() {
        gone = true;
    }

    void setNickname(Nickname secured) {
        nickname = secured;
    }

    /** Membership begins and ends on the thread that acts for the user or on the one that ends its session. */
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
