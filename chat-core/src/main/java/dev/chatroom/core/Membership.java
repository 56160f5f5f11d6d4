package dev.chatroom.core;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.chatroom.core.broadcast.Broadcaster;
import dev.chatroom.core.broadcast.Subscription;
import dev.chatroom.core.commit.Requester;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.memory.MemoryBudget;
import dev.chatroom.core.room.LeftBehind;
import dev.chatroom.core.room.Participant;
import dev.chatroom.core.room.RoomView;
import dev.chatroom.core.room.UserMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A user in a room: the one way into the room's history. Ends when the user leaves the room or the chat. */
@CheckReturnValue
public final class Membership implements Participant.Stay {
    private final User user;
    private final Room room;

    /**
     * How much of the user the room has: less if the user was in other rooms when coming in. So nobody gets more memory
     * for history by being in twenty rooms than four people get who are in one.
     */
    private final float share;

    /** Set under the room's append lock when the user is admitted, before anybody else sees the membership. */
    private @Nullable Subscription<ChatEvent> subscription;

    /** Written under the room's append lock. */
    private volatile boolean ended;

    Membership(User user, Room room) {
        this.user = user;
        this.room = room;
        this.share = 1.0f / (1 + user.memberships().size());
    }

    /** The user. */
    @Override
    public User user() {
        return user;
    }

    /** The room. */
    public Room room() {
        return room;
    }

    /** What the user may do in this room beyond others; nothing if they have left. For any thread. */
    public Set<Rank> ranks() {
        return now().map(RoomView.Member::ranks).orElse(Set.of());
    }

    /** Whether the user may do what an operator of this room may. For any thread. */
    public boolean isOperator() {
        return user.has(UserMode.SERVER_OPERATOR) || ranks().contains(Rank.OPERATOR);
    }

    /** What the user leaves behind by leaving now. Leaving is not refused for it. For any thread. */
    public LeftBehind leftBehind() {
        return ended ? LeftBehind.NOTHING : room.exits().leftBehind(user);
    }

    /** The member as the room knows them now; empty if they have left. For any thread. */
    public Optional<RoomView.Member> now() {
        return ended ? Optional.empty() : room.member(user.id());
    }

    /** Says a line to the room. */
    public Outcome<ChatEvent.Message> say(String text) {
        return post(OutgoingMessage.said(text)).map(ChatEvent.Message.class::cast);
    }

    /** Performs an action, as in "bob waves". */
    public Outcome<ChatEvent.Message> emote(String text) {
        return post(OutgoingMessage.emoted(text)).map(ChatEvent.Message.class::cast);
    }

    /** Says something to the room, in whatever manner. */
    public Outcome<ChatEvent.RoomEvent> post(OutgoingMessage draft) {
        return room.changes().say(user, this, draft);
    }

    /**
     * As {@link #post}, without waiting where the place in the order comes later. At most {@link Limit#LINES_UNDERWAY} are
     * underway for a user; then it waits until there are fewer. They keep their order; what is to come after them, as a private
     * message, has to wait for them ({@link User#awaitPlaces}).
     *
     * @param later is told why nothing came of a line that was underway; by a thread that must not wait
     * @return why it is refused; empty if it has happened or is underway
     */
    public Optional<Refusal> postAhead(OutgoingMessage draft, Consumer<Refusal> later) {
        return room.changes().sayAhead(this, draft, later);
    }

    /** Changes the topic; an empty one takes it away. */
    public Outcome<ChatEvent.TopicChanged> setTopic(String topic) {
        return room.changes().changeTopic(this, topic);
    }

    /**
     * Takes back what was said, by the id of its event: what one said oneself, or as an operator anything. The reason
     * may be empty, and is cut to {@link Limit#REASON}.
     */
    public Outcome<ChatEvent.Redacted> redact(long message, String reason) {
        return room.changes().redact(this, message, reason);
    }

    /**
     * Changes how the room is run, at most {@link Limit#CHANGES} things at once, in the order given; for operators.
     * Changes that change nothing are left out of what the room is told.
     *
     * @return what has been changed, in the form in which the room keeps it; all or, if refused, nothing; may be empty
     */
    public Outcome<List<ModeChange>> change(List<ModeChange> changes) {
        return room.changes().changeModes(this, changes);
    }

    /** The user, as who asks something of the room. */
    Requester requester() {
        return requester(user);
    }

    /** A user as who asks something of a room, without being in it perhaps. */
    static Requester requester(User user) {
        // When it happens, the user may do something else already.
        return new AskingUser(user, user.asked.current());
    }

    private record AskingUser(User user, @Nullable Object mark) implements Requester {
        @Override
        public void isAuthorOf(long event, MemoryBudget memory) {
            user.asked.mark(mark, event, memory);
        }

        @Override
        public void spoke(Instant at) {
            user.spoke(at);
        }

        @Override
        public void answerAfter(Broadcaster<ChatEvent> room, long sequence) {
            user.outbox().answerAfter(room, sequence);
        }
    }

    float share() {
        return share;
    }

    @Override
    public boolean hasEnded() {
        return ended;
    }

    /** Ends it, under the room's append lock: the user has it no more, and may do nothing by it. */
    void end() {
        ended = true;
        user.remove(this);
    }

    /** Whether it was admitted by this chat, and the user reads here: not so for people on other nodes. */
    boolean isRead() {
        return subscription != null;
    }

    /** @throws IllegalStateException if the user has not been admitted yet, or not here */
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
