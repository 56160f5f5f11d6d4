package dev.chatroom.core;

import dev.chatroom.core.broadcast.Broadcaster;
import dev.chatroom.core.broadcast.Subscription;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.Invited;
import dev.chatroom.core.event.ChatEvent.ModesChanged;
import dev.chatroom.core.event.ChatEvent.Redacted;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.ChatEvent.TopicChanged;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.ChangeRules;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.core.limit.Outcome.Refused;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.MessageLookup;
import dev.chatroom.core.room.RoomDecisions;
import dev.chatroom.core.room.RoomModes;
import dev.chatroom.core.room.RoomOwner;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.room.RoomState;
import dev.chatroom.core.room.RoomSummary;
import dev.chatroom.core.room.RoomView;
import dev.chatroom.core.room.RoomView.Member;
import dev.chatroom.core.room.SpeechRules;
import dev.chatroom.core.room.ViewScope;
import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.core.store.HistoryStore;
import dev.chatroom.core.store.StoredRoom;
import dev.chatroom.core.text.RoomName;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
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
    private final ChatSettings settings;
    private final Instant createdAt;

    /** Whether the room is the same after all have left: then what happened in it before belongs to it. */
    private final boolean outlivesMembers;

    /** Guarded by the append lock. */
    private final RoomState state;

    private final RoomDecisions decisions;
    private final Committer committer;
    private final RoomRequests requests;
    private final Admission admission;
    private final Broadcaster<ChatEvent> log;

    /** @param kept what is kept of it; its sequences go on in any case */
    Room(RoomName name, ChatSettings settings, HistoryStore store, Order order, Optional<StoredRoom> kept) {
        Optional<RoomSnapshot> before = kept.filter(StoredRoom::goesOn).map(StoredRoom::snapshot);
        this.name = before.map(RoomSnapshot::name).orElse(name);
        this.settings = settings;
        this.createdAt = before.map(RoomSnapshot::createdAt).orElseGet(() -> settings.clock().instant());
        this.outlivesMembers = store.keepsRooms() || settings.keptRooms().containsKey(name.key());
        this.state = new RoomState(
                settings.keptRooms().getOrDefault(
                        name.key(), before.isPresent() ? RoomOwner.SERVER_OPERATORS : RoomOwner.FIRST_MEMBER),
                settings.limits().of(Limit.HISTORY), store.keepsRooms());
        kept.ifPresent(room -> state.restore(room.snapshot(), room.recent()));
        this.decisions = new RoomDecisions(this.name, state, settings.decisionContext());
        this.committer = new Committer(
                this.name, settings, store, order, state, decisions, () -> state.snapshot(this.name, createdAt));
        this.requests = new RoomRequests(this.name, settings, order, committer);
        this.admission = new Admission(this, decisions, committer, requests, order);
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

    /** How users come in and go out. */
    Admission admission() {
        return admission;
    }

    /** Who is heard here; the rules about names are for any thread. */
    SpeechRules speechRules() {
        return decisions.speech();
    }

    /** Says something; the membership is null for somebody who is not in the room. */
    Outcome<RoomEvent> say(User author, @Nullable Membership membership, OutgoingMessage draft) {
        return say(author, draft, new Speech(author, committer, membership == null) {
            @Override
            Outcome<RoomEvent> speak() {
                return decisions.say(author, membership, draft);
            }
        });
    }

    /** Says something for somebody who might come in with this key, but does not. */
    Outcome<RoomEvent> sayInPassing(User author, String key, OutgoingMessage draft) {
        return say(author, draft, new Speech(author, committer, true) {
            @Override
            Outcome<RoomEvent> speak() {
                return decisions.sayInPassing(author, key, draft);
            }
        });
    }

    private Outcome<RoomEvent> say(User author, OutgoingMessage draft, Speech speech) {
        Refusal refusal = settings.refuseDraft(draft);
        refusal = refusal == null ? settings.refusePace(author) : refusal;
        return refusal == null ? requests.say(speech) : new Refused<>(refusal);
    }

    /** Takes back what was said, which then is not shown to newcomers any more. */
    Outcome<Redacted> redact(Membership by, long message, String reason) {
        Objects.requireNonNull(reason, "a reason is not null, only empty");
        Refusal pace = settings.refusePace(by.user());
        if (pace != null) {
            return new Refused<>(pace);
        }
        MessageLookup said = new MessageLookup(log, message);
        String cut = settings.cutReason(reason);
        return requests.perform(Request.of(by.user(),
                () -> decisions.redact(by, message, said.now(state.recent(), committer.history().unshown()), cut)));
    }

    Outcome<TopicChanged> changeTopic(Membership by, String text) {
        Refusal refusal = text.isEmpty() ? null : settings.refuseText(text, Limit.TOPIC);
        refusal = refusal == null ? settings.refusePace(by.user()) : refusal;
        return refusal == null
                ? requests.perform(Request.of(
                        by.user(), () -> committer.isKept()
                                ? decisions.changeTopic(by, text)
                                : new Refused<>(new Refusal.NotKept())))
                : new Refused<>(refusal);
    }

    /** Notes that somebody has been invited, and tells the operators and the one who did it. */
    Outcome<Invited> invite(Membership by, User user) {
        return requests.perform(Request.of(by.user(), () -> decisions.invite(by, user)));
    }

    Outcome<List<ModeChange>> changeModes(Membership by, List<ModeChange> written) {
        List<ModeChange> changes = ChangeRules.completed(written);
        Refusal refusal = settings.refuseChanges(changes);
        refusal = refusal == null ? settings.refusePace(by.user()) : refusal;
        if (refusal != null) {
            return new Refused<>(refusal);
        }
        Outcome<ModesChanged> outcome = requests.performIfAny(Request.of(by.user(),
                () -> ChangeRules.last(changes) && !committer.isKept()
                        ? new Refused<>(new Refusal.NotKept())
                        : decisions.changeModes(by, changes)));
        return outcome == null ? new Done<>(List.of()) : outcome.map(ModesChanged::changes);
    }

    /** What a member has changed of the own person. */
    <E extends RoomEvent> Request<E> news(
            Membership of, BiFunction<RoomDecisions, Membership, @Nullable Outcome<E>> decide) {
        return new News<>(of.user(), requests, () -> decide.apply(decisions, of));
    }

    /** Applies an event that has its place; what asked for it here is null if another chat did. */
    void take(RoomEvent event, long id, Instant at, @Nullable Request<?> own) {
        committer.take(event, id, at, own, admission.ofOthers());
    }

    /** How what is asked of the room is carried out. */
    RoomRequests requests() {
        return requests;
    }

    /** Wakes the readers for what has happened, unless that is so quiet that it can wait: it is then summed up later. */
    void wake() {
        committer.wake();
    }

    /** Ends the room for everyone in it, once they have read what is in its history. */
    void close() {
        committer.close();
    }
}
