package dev.chatroom.core;

import dev.chatroom.core.event.ChatEvent.Joined;
import dev.chatroom.core.event.ChatEvent.Kicked;
import dev.chatroom.core.event.ChatEvent.Left;
import dev.chatroom.core.event.Leaving;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.core.limit.Outcome.Refused;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.JoinOptions;
import dev.chatroom.core.room.RoomDecisions;
import dev.chatroom.core.room.RoomView;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How users come into a room and go out of it: what goes with the events in this process alone, that is memberships,
 * subscriptions, and the end of a room that nobody is in. For any thread.
 */
final class Admission {
    private final Room room;

    /** Whether the room stays when it empties. */
    private final boolean kept;

    private final ChatSettings settings;
    private final RoomDecisions decisions;
    private final Committer committer;

    Admission(Room room, ChatSettings settings, RoomDecisions decisions, Committer committer) {
        this.room = room;
        this.kept = settings.keptRooms().containsKey(room.name().key());
        this.settings = settings;
        this.decisions = decisions;
        this.committer = committer;
    }

    /**
     * Lets a user in, or says why not: {@link Refusal.Gone} if the room emptied and went away in the meantime. If the
     * welcome throws, the user is in all the same.
     */
    Outcome<Membership> admit(User user, JoinOptions entry) {
        Membership membership = new Membership(user, room);
        try {
            return user.outbox().still(() -> admit(membership, entry));
        } finally {
            committer.wake();
        }
    }

    private Outcome<Membership> admit(Membership membership, JoinOptions entry) {
        User user = membership.user();
        RoomView view;
        committer.lock();
        try {
            long read = decisions.position() - Math.max(0, entry.eventsBack());
            Outcome<Joined> joined = committer.commit(user, () -> decisions.join(user, entry.key()));
            if (joined instanceof Refused<Joined>(Refusal refusal)) {
                return new Refused<>(refusal);
            }
            membership.setSubscription(committer.log().subscribeToKept(read, user.outbox().signaller(), user.id()));
            // Not later, when somebody may have put the user out again.
            user.add(membership);
            committer.history().addPeople(membership.share());
            view = room.view(entry.maxMembers(), settings.limits().of(Limit.HISTORY));
        } finally {
            committer.unlock();
        }
        user.outbox().attach(membership, view.position(), () -> entry.welcome().apply(view));
        return new Done<>(membership);
    }

    /** Takes a user off the roster, without waking anybody; false if the membership had ended before. */
    boolean release(Membership membership, String reason, long departure, Leaving manner) {
        return committer.locked(() -> {
            if (membership.hasEnded()) {
                return false;
            }
            Outcome<Left> unused = committer.commit(
                    membership.user(), () -> decisions.leave(membership, reason, departure, manner),
                    left -> membership.end());
            detach(membership);
            return true;
        });
    }

    /** Puts a member out; the room may be closed after that. */
    Outcome<Membership> kick(Membership by, User user, String reason) {
        Outcome<Membership> outcome = committer.locked(() -> {
            Optional<Membership> place = user.membership(room.name());
            // Not later, when the user may have read of it and act on it.
            Consumer<Kicked> end = kicked -> place.orElseThrow().end();
            Outcome<Membership> kicked = committer.commit(by.user(), () -> decisions.kick(by, user, reason), end)
                    .map(event -> place.orElseThrow());
            if (kicked instanceof Done<Membership>(Membership membership)) {
                detach(membership);
            }
            return kicked;
        });
        committer.wake();
        return outcome;
    }

    /** Does what follows when a user has been taken off the roster; under the lock. */
    private void detach(Membership membership) {
        if (committer.isClosed()) {
            membership.end();
            return; // Its history is closed as well.
        }
        committer.history().addPeople(-membership.share());
        membership.subscription().closeAfter(decisions.position());
        if (room.read(state -> state.roster().size()) == 0 && !kept) {
            committer.retire();
        }
    }
}
