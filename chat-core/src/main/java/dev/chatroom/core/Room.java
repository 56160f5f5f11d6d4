package dev.chatroom.core;

import dev.chatroom.core.broadcast.Broadcaster;
import dev.chatroom.core.broadcast.Subscription;
import dev.chatroom.core.commit.Committer;
import dev.chatroom.core.commit.Order;
import dev.chatroom.core.commit.Request;
import dev.chatroom.core.commit.RoomRequests;
import dev.chatroom.core.commit.RoomSettings;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.Joined;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.history.RoomOrigin;
import dev.chatroom.core.history.RoomWindow;
import dev.chatroom.core.history.Window;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.people.AbsentMember;
import dev.chatroom.core.room.RoomCheckpoint;
import dev.chatroom.core.room.RoomDecisions;
import dev.chatroom.core.room.RoomModes;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.room.RoomState;
import dev.chatroom.core.room.RoomSummary;
import dev.chatroom.core.room.RoomView;
import dev.chatroom.core.room.RoomView.Member;
import dev.chatroom.core.room.SpeechRules;
import dev.chatroom.core.room.ViewScope;
import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.core.store.HistoryStore;
import dev.chatroom.core.text.RoomName;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A room: what it is now, and its one history, in which everything that happens in it has its place.
 *
 * <p>Whatever happens is decided, gets its place and is applied, each under the append lock of its {@link Broadcaster}:
 * {@link RoomDecisions} makes the event of a request, {@link RoomState} takes it up, and the log hands it to the readers.
 * So a {@link RoomView} and its position always agree. For any thread.
 */
public final class Room {
    private final RoomName name;
    /** With an order that is shared, when that gave its first event a place; written by the thread that hands over. */
    private volatile Instant createdAt;

    /** Whether the room is the same after all have left: then what happened in it before belongs to it. */
    private final boolean outlivesMembers;

    /** Guarded by the append lock. */
    private final RoomState state;

    private final RoomDecisions decisions;
    private final Committer committer;
    private final RoomRequests requests;
    private final Admission admission;
    private final Exits exits;
    private final RoomChanges changes;
    private final Broadcaster<ChatEvent> log;

    /**
     * @param origin what it begins with
     * @param comeBack lets in again later whom other nodes took for gone
     */
    Room(
            RoomName name, ChatSettings settings, HistoryStore store, Order order, UserRegistry users,
            RoomOrigin origin, Consumer<LostPlace> comeBack) {
        this.name = origin.name(name);
        this.createdAt = origin.createdAt(settings.clock().instant());
        this.outlivesMembers = store.keepsRooms() || settings.keptRooms().containsKey(name.key());
        this.state = new RoomState(
                settings.ownerOf(name, origin.wasDeserted()), settings.limits().of(Limit.HISTORY), store.keepsRooms());
        origin.restore(state);
        this.decisions = new RoomDecisions(this.name, state, settings.decisionContext());
        RoomSettings own = settings.of(this.name);
        this.committer = new Committer(
                this.name, own, store, order, state, decisions, this::snapshot);
        this.requests = new RoomRequests(this.name, own, order, committer);
        this.admission = new Admission(this, decisions, committer, requests, users);
        this.exits = new Exits(
                this, decisions, committer, requests, users, comeBack);
        this.changes = new RoomChanges(settings, state, decisions, committer, requests);
        this.log = committer.log();
    }

    /** The name. */
    public RoomName name() {
        return name;
    }

    /** How it is run. */
    public RoomModes modes() {
        return state.modes();
    }

    /** The room as it is now, with at most so many members and so many recent messages listed. */
    public RoomView view(int maxMembers, int maxRecent) {
        return read(now -> now.view(name, createdAt, maxMembers, maxRecent));
    }

    /** The room as it is now, with so much listed. */
    public RoomView view(ViewScope scope) {
        return read(now -> now.view(name, createdAt, scope));
    }

    /** Its line in a list of rooms, as it is now. */
    public RoomSummary summary() {
        RoomView view = view(0, 0);
        return new RoomSummary(
                view.name(), view.topic(), view.createdAt(), view.modes().has(RoomFlag.SECRET), view.present());
    }

    /** The ranks of the user with this id, absent if that is no member. For any thread. */
    public Optional<Set<Rank>> ranksOf(long userId) {
        return member(userId).map(Member::ranks);
    }

    /** The user with this id as the room knows them now, absent if that is no member. For any thread. */
    public Optional<Member> member(long userId) {
        return read(now -> Optional.ofNullable(now.roster().of(userId)));
    }

    /** The ids of all members now, in the order of joining: for whoever looks at many, a few at a time. */
    public List<Long> memberIds() {
        return read(now -> now.roster().ids());
    }

    /** Those of these users who are members now, in the order given. */
    public List<Member> members(Collection<Long> userIds) {
        return read(now -> userIds.stream().flatMap(id -> Stream.ofNullable(now.roster().of(id))).toList());
    }

    /** The sequence of the oldest event that is kept; one more than {@link #newest} if none is. */
    public long oldest() {
        return log.oldest();
    }

    /**
     * The sequence of the newest event that readers have, 0 before the first. A {@link RoomView} may be further: it includes
     * what has happened and is not kept by the chat's {@link HistoryStore} yet.
     */
    public long newest() {
        return log.newest();
    }

    /** The event with this sequence, not more than {@link #newest}, if it is kept; for whom it is, it says itself. */
    public Optional<RoomEvent> event(long sequence) {
        return log.kept(sequence) instanceof RoomEvent event ? Optional.of(event) : Optional.empty();
    }

    /**
     * Follows the room without being in it, for a program that counts, archives or moderates: what is for everybody, the
     * newest {@code back} events that are kept first, then what follows, and {@link
     * dev.chatroom.core.broadcast.Delivery.Closed} when the room is gone. The caller decides who may know of that.
     */
    public Subscription<ChatEvent> observe(int back) {
        return log.subscribe(back);
    }

    /** The same, for a reader that is called as {@link Broadcaster#subscribe(int, Runnable)} says. */
    public Subscription<ChatEvent> observe(int back, Runnable onReady) {
        return log.subscribe(back, onReady);
    }

    /** The later of a point and the beginning of this room: an earlier one of this name may have been secret to its members. */
    HistoryPoint since(HistoryPoint after) {
        return outlivesMembers ? after : committer.history().since(after, createdAt);
    }

    /** The sequence of the last event that has happened, whether or not readers have it yet. */
    long position() {
        return committer.locked(decisions::position);
    }

    boolean hasInvited(User user) {
        return read(now -> now.hasInvited(user.id()));
    }

    /** Reads what the room is, under the lock; nothing that can change may be handed out. */
    <T> T read(Function<RoomState, T> reading) {
        return committer.locked(() -> reading.apply(committer.history().current()));
    }

    boolean isClosed() {
        return committer.locked(() -> committer.isClosed());
    }

    /** How users come in. */
    Admission admission() {
        return admission;
    }

    /** How users go out. */
    Exits exits() {
        return exits;
    }

    /** Who is heard here; the rules about names are for any thread. */
    SpeechRules speechRules() {
        return decisions.speech();
    }

    /** What is said and changed here, and how. */
    RoomChanges changes() {
        return changes;
    }

    /** What is kept in memory of what happened here. */
    Window window() {
        return new RoomWindow(committer.history());
    }

    private RoomSnapshot snapshot() {
        return state.snapshot(name, createdAt);
    }

    /** All that the room is now; absent if nothing has happened in it, or nothing more will. */
    Optional<RoomCheckpoint> checkpoint() {
        return committer.locked(() -> committer.isClosed() || state.firstId() == 0
                ? Optional.empty()
                : Optional.of(state.checkpoint(name, createdAt)));
    }

    /** Applies an event that has its place; what asked for it here is null if another chat did. False if the room has ended. */
    boolean take(RoomEvent event, long id, Instant at, @Nullable Request<?> own) {
        if (state.firstId() == 0) {
            createdAt = at;
        }
        if (own == null) {
            return committer.take(
                    event, id, at, null, event instanceof Joined ? admission.ofOthers() : exits.ofOthers());
        }
        try {
            own.around(() -> committer.take(event, id, at, own, exits.ofOthers()));
        } catch (Throwable fault) {
            own.fail(fault);
        }
        return true;
    }

    /** Takes somebody off the roster who is in the chat no more, on any node. */
    void missed(Author missing, String reason, long departure) {
        var unused = exits.missed(new AbsentMember(missing), reason, departure);
    }

    /** How what is asked of the room is carried out. */
    RoomRequests requests() {
        return requests;
    }

    /** What {@link Rooms#closeIfEmpty} says. */
    void closeIfEmpty() {
        requests.closeIfEmpty();
    }

    /** Ends the room for everyone in it, once they have read what is in its history. */
    void close() {
        committer.close();
    }
}
