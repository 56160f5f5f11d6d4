package dev.chatroom.core;

import dev.chatroom.core.ChatEvent.Joined;
import dev.chatroom.core.ChatEvent.Kicked;
import dev.chatroom.core.ChatEvent.Left;
import dev.chatroom.core.ChatEvent.RoomEvent;
import dev.chatroom.core.Outcome.Done;
import dev.chatroom.core.Outcome.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A room: who is in it, how it is run, what it is about, and its one history, in which everything that happens in it
 * has its place.
 *
 * <p>All of its state changes under the append lock of its {@link Broadcaster}, in the same step that puts the event
 * into the history; so a {@link RoomView} and its position always agree. For any thread.
 */
public final class Room {
    private final RoomName name;
    private final boolean kept;
    private final RoomOwner owner;
    private final ChatSettings settings;
    private final Instant createdAt;
    private final RoomHistory history;
    private final Broadcaster<ChatEvent> log;

    /** Guarded by the append lock. */
    private final RoomState state;

    /** Guarded by the append lock. */
    private final Crowd crowd;

    private final RoomGovernment government;
    private final RoomSpeech speech;

    /** Whether readers are to be woken for something that has happened; guarded by the append lock. */
    private boolean wakeDue;

    Room(RoomName name, ChatSettings settings) {
        this.name = name;
        this.kept = settings.keptRooms().containsKey(name.key());
        this.owner = settings.keptRooms().getOrDefault(name.key(), RoomOwner.FIRST_MEMBER);
        this.settings = settings;
        this.createdAt = settings.clock().instant();
        this.history = new RoomHistory(name, settings);
        this.log = history.log();
        this.state = new RoomState(name, owner, settings.limits(), settings.memory().lists(), history.recent());
        this.crowd = new Crowd(settings.limits());
        this.government = new RoomGovernment(settings, history, state);
        this.speech = new RoomSpeech(settings, history, state);
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
        return history.locked(() -> new RoomView(
                name, owner, state.topic(), state.modes(), createdAt, state.roster.size(),
                state.roster.first(maxMembers),
                state.recent(maxRecent), log.newest()));
    }

    /** The ranks of the user with this id, absent if that is no member. For any thread. */
    public Optional<Set<Rank>> ranksOf(long userId) {
        return history.locked(() -> Optional.ofNullable(state.roster.of(userId)).map(Membership::ranks));
    }

    /** Who is in the room now, in the order of joining: for whoever looks at many, a few at a time. */
    public List<Membership> members() {
        return history.locked(state.roster::all);
    }

    /** The sequence of the oldest event that is kept; one more than {@link #newest} if none is. */
    public long oldest() {
        return log.oldest();
    }

    /** The sequence of the newest event, 0 before the first. */
    public long newest() {
        return log.newest();
    }

    /** The event with this sequence, not more than {@link #newest}, if it is kept; for whom it is, it says itself. */
    public Optional<RoomEvent> event(long sequence) {
        return log.kept(sequence) instanceof RoomEvent event ? Optional.of(event) : Optional.empty();
    }

    /** Lets a user in, or says why not; null if the room emptied and went away in the meantime. */
    @Nullable Outcome<Membership> admit(User user, Entry entry) {
        Membership membership = new Membership(user, this);
        Outcome<Membership> outcome = user.outbox().still(() -> admit(membership, entry));
        wake();
        return outcome;
    }

    private @Nullable Outcome<Membership> admit(Membership membership, Entry entry) {
        User user = membership.user();
        RoomView view;
        log.lock();
        try {
            if (state.isGone()) {
                return null;
            }
            Refusal refusal = state.refuseEntry(user, entry.key());
            if (refusal != null) {
                return new Refused<>(refusal);
            }
            boolean quiet = crowd.isQuiet(state.roster.size());
            wakeDue |= crowd.wakesReaders(quiet);
            state.add(membership);
            history.setPeople(state.roster);
            if (quiet) {
                crowd.joinedQuietly();
            }
            long read = log.newest() - Math.max(0, entry.eventsBack());
            membership.setAway(user.away().map(why -> state.heard(membership, why)));
            long unused = history.append(new Joined(history.stamp(membership), quiet, membership.away()));
            membership.setSubscription(log.subscribeToKept(read, user.outbox().signaller(), user.id()));
            // Not later, when somebody may have put the user out again.
            user.add(membership);
            view = view(entry.maxMembers(), settings.limits().of(Limit.HISTORY));
        } finally {
            log.unlock();
        }
        user.outbox().attach(membership, entry.welcome().apply(view), view.position());
        return new Done<>(membership);
    }

    /** Lets nothing happen here but by this thread, until it lets the room go. */
    void hold() {
        log.lock();
    }

    void letGo() {
        log.unlock();
    }

    /** Wakes the readers for what has happened, unless that is so quiet that it can wait: it is then summed up later. */
    void wake() {
        boolean due;
        boolean later;
        log.lock();
        try {
            due = wakeDue;
            wakeDue = false;
            later = !state.isGone() && crowd.mustBeAwaited();
        } finally {
            log.unlock();
        }
        if (due) {
            history.wake();
        }
        if (later) {
            settings.soon(this::summarise);
        }
    }

    /** Takes a user off the roster, without waking anybody; false if the membership had ended before. */
    boolean release(Membership membership, String reason, long departure, Leaving leaving) {
        log.lock();
        try {
            if (!state.roster.contains(membership)) {
                return false;
            }
            boolean quiet = crowd.isQuiet(state.roster.size());
            wakeDue |= crowd.wakesReaders(quiet);
            if (quiet) {
                crowd.leftQuietly();
            }
            // Why somebody is taken out, the server says.
            String heard = leaving == Leaving.TAKEN_OUT ? reason : state.heard(membership, reason);
            remove(membership, new Left(history.stamp(membership), heard, departure, quiet, leaving));
        } finally {
            log.unlock();
        }
        return true;
    }

    RoomGovernment government() {
        return government;
    }

    boolean isGone() {
        return history.locked(state::isGone);
    }

    /** What is said in it. */
    RoomSpeech speech() {
        return speech;
    }

    /** Puts a member out; the room may be gone after that. */
    Outcome<Membership> kick(Membership by, User user, String reason) {
        Membership kicked;
        log.lock();
        try {
            Refusal refusal = state.refuseOperator(by);
            if (refusal != null) {
                return new Refused<>(refusal);
            }
            kicked = state.roster.of(user.id());
            if (kicked == null) {
                return new Refused<>(new Refusal.NotMember(user.nickname().text(), name));
            }
            // Not later, when the user may have read of it and act on it.
            user.remove(kicked);
            remove(kicked, new Kicked(history.stamp(by), kicked.asAuthor(), reason));
        } finally {
            log.unlock();
        }
        history.wake();
        return new Done<>(kicked);
    }

    /** What a member may be heard to say beside messages; under the lock. */
    String heard(Membership membership, String words) {
        return state.heard(membership, words);
    }

    /**
     * Records that a member is known otherwise from now on, or something else that all of its rooms learn, if it is a
     * member still; without waking anybody. The event is made under the lock.
     */
    void record(Membership membership, Author known, BiFunction<Membership, Stamp, RoomEvent> event) {
        history.run(() -> {
            if (state.refuse(membership) == null) {
                long unused = history.append(event.apply(membership, history.stamp(membership)));
                membership.setAuthor(known);
                wakeDue = true;
            }
        });
    }

    /** Announces in one event who came and left quietly; if the last such event is too recent, it comes again later. */
    private void summarise() {
        history.run(() -> {
            crowd.awaitedNoMore();
            long now = settings.clock().millis();
            if (!state.isGone() && crowd.isDue(now)) {
                long unused = history.append(crowd.sumUp(history.stamp(Author.ROOM), state.roster.size(), now));
                wakeDue = true;
            }
        });
        wake();
    }

    /** Ends the room for everyone in it, once they have read what is in its history. */
    void close() {
        history.run(state::markGone);
        log.close();
    }

    /** Takes a member off the roster, by an event which is the last that it reads; under the lock. */
    private void remove(Membership membership, RoomEvent event) {
        state.remove(membership);
        membership.user().remove(membership);
        if (state.isGone()) {
            return; // The room is closed, and its history with it.
        }
        history.setPeople(state.roster);
        membership.subscription().closeAfter(history.append(event));
        if (state.roster.size() == 0 && !kept) {
            state.markGone();
            history.retire();
        }
    }
}
