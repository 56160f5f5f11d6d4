package dev.chatroom.core;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A user in a room: the one way into the room's history. Ends when the user leaves the room or the chat. */
@CheckReturnValue
public final class Membership {
    private static final Subsets<Rank> RANKS = new Subsets<>(Rank.class);

    private final User user;
    private final Room room;

    /** As the room's history knows the user; written under the room's append lock. */
    private volatile Author author;

    /**
     * How much of the user the room has: less if the user was in other rooms when coming in. So nobody gets more memory
     * for history by being in twenty rooms than four people get who are in one.
     */
    private final float share;

    /** Why the user is away, as the room was told; null if not away. Guarded by the room's append lock. */
    private @Nullable String away;

    /** Never changed, only replaced, under the room's append lock. */
    private volatile Set<Rank> ranks = Set.of();

    /** Set under the room's append lock when the user is admitted, before anybody else sees the membership. */
    private @Nullable Subscription<ChatEvent> subscription;

    Membership(User user, Room room) {
        this.user = user;
        this.room = room;
        this.author = user.asAuthor();
        this.share = 1.0f / (1 + user.memberships().size());
    }

    /** The user. */
    public User user() {
        return user;
    }

    /** The room. */
    public Room room() {
        return room;
    }

    /** What the user may do in this room beyond others. For any thread. */
    public Set<Rank> ranks() {
        return ranks;
    }

    /** Whether the user may do what an operator of this room may. For any thread. */
    public boolean isOperator() {
        return ranks.contains(Rank.OPERATOR) || user.has(UserMode.SERVER_OPERATOR);
    }

    /** The member as the room knows them now; empty if they have left. For any thread. */
    public Optional<RoomView.Member> now() {
        return user.memberships().contains(this) ? Optional.of(asMember()) : Optional.empty();
    }

    /** Says a line to the room. */
    public Outcome<ChatEvent.Message> say(String text) {
        return post(Draft.said(text)).map(ChatEvent.Message.class::cast);
    }

    /** Performs an action, as in "bob waves". */
    public Outcome<ChatEvent.Message> emote(String text) {
        return post(Draft.emoted(text)).map(ChatEvent.Message.class::cast);
    }

    /** Says something to the room, in whatever manner. */
    public Outcome<ChatEvent.RoomEvent> post(Draft draft) {
        return room.speech().post(user, this, draft);
    }

    /** Changes the topic; an empty one takes it away. */
    public Outcome<ChatEvent.TopicChanged> setTopic(String topic) {
        return room.government().changeTopic(this, topic);
    }

    /**
     * Takes back what was said, by the id of its event: what one said oneself, or as an operator anything. The reason
     * may be empty, and is cut to {@link Limit#REASON}.
     */
    public Outcome<ChatEvent.Redacted> redact(long message, String reason) {
        return room.government().redact(this, message, reason);
    }

    /**
     * Changes how the room is run, at most {@link Limit#CHANGES} things at once, in the order given; for operators.
     * Changes that change nothing are left out of what the room is told.
     *
     * @return what has been changed, in the form in which the room keeps it; all or, if refused, nothing; may be empty
     */
    public Outcome<List<ModeChange>> change(List<ModeChange> changes) {
        return room.government().change(this, changes);
    }

    float share() {
        return share;
    }

    Author asAuthor() {
        return author;
    }

    void setAuthor(Author changed) {
        author = changed;
    }

    Optional<String> away() {
        return Optional.ofNullable(away);
    }

    void setAway(Optional<String> told) {
        away = told.orElse(null);
    }

    RoomView.Member asMember() {
        return new RoomView.Member(user, author, away(), ranks);
    }

    /** Gives the user a rank or takes it; false if that changes nothing. */
    boolean setRank(Rank rank, boolean on) {
        if (ranks.contains(rank) == on) {
            return false;
        }
        ranks = RANKS.with(ranks, rank, on);
        return true;
    }

    Subscription<ChatEvent> subscription() {
        if (subscription == null) {
            throw new IllegalStateException("not admitted yet");
        }
        return subscription;
    }

    void setSubscription(Subscription<ChatEvent> admitted) {
        subscription = admitted;
    }
}
