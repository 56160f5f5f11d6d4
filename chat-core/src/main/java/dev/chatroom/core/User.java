package dev.chatroom.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in the chat, from {@link Chat#enter} to {@link Chat#leave}. Reading is for any thread; what a user does is
 * to be done by one thread at a time, which is the connection's in a server.
 */
public final class User {
    private final long id;
    private final String address;
    private final Instant enteredAt;
    private final Outbox outbox;
    private final RateLimit rateLimit;
    private final int longestReason;
    private final IgnoreList ignored = new IgnoreList();
    private final CopyOnWriteArrayList<Membership> memberships = new CopyOnWriteArrayList<>();

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
        return List.copyOf(memberships);
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

    void add(Membership membership) {
        memberships.add(membership);
    }

    void remove(Membership membership) {
        memberships.remove(membership);
    }
}
