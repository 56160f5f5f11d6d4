package dev.chatroom.core;

import dev.chatroom.core.commit.Committer;
import dev.chatroom.core.commit.Effects;
import dev.chatroom.core.commit.Request;
import dev.chatroom.core.commit.RoomRequests;
import dev.chatroom.core.event.ChatEvent.Joined;
import dev.chatroom.core.event.ChatEvent.Kicked;
import dev.chatroom.core.event.ChatEvent.Left;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.Leaving;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.core.limit.Outcome.Refused;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.reading.PersonalQueue.Item;
import dev.chatroom.core.room.JoinOptions;
import dev.chatroom.core.room.LeftBehind;
import dev.chatroom.core.room.Participant;
import dev.chatroom.core.room.RoomDecisions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How users come into a room and go out of it: what goes with the events in this process alone, that is memberships,
 * subscriptions, and the end of a room that nobody is in. For any thread.
 */
final class Admission {
    private final Room room;

    private final RoomDecisions decisions;
    private final Committer committer;
    private final RoomRequests requests;
    private final UserRegistry users;

    Admission(Room room, RoomDecisions decisions, Committer committer,
            RoomRequests requests, UserRegistry users) {
        this.room = room;
        this.decisions = decisions;
        this.committer = committer;
        this.requests = requests;
        this.users = users;
    }

    /**
     * Lets a user in, or says why not: {@link Refusal.Gone} if the room emptied and went away in the meantime.
     *
     * @param weight what the welcome weighs
     */
    Outcome<Membership> admit(User user, JoinOptions options, int weight) {
        Entry entry = new Entry(new Membership(user, room), options, weight);
        return requests.perform(entry).map(joined -> entry.membership);
    }

    /** Somebody comes in: the membership is there when others may know of it, and the reader stands still meanwhile. */
    private final class Entry extends Request<Joined> {
        private final Membership membership;
        private final JoinOptions options;
        private final int weight;

        /** Whether the user is in, and the outbox has yet to learn of it. */
        private boolean entered;

        /** The report on the room as it is right after that, if there is to be one. */
        private @Nullable Item welcome;

        Entry(Membership membership, JoinOptions options, int weight) {
            super(membership.requester());
            this.membership = membership;
            this.options = options;
            this.weight = weight;
        }

        @Override
        protected Outcome<Joined> decide() {
            return decisions.join(membership.user(), options.key());
        }

        @Override
        public void around(Runnable step) {
            Outbox outbox = membership.user().outbox();
            outbox.still(() -> {
                step.run();
                if (entered) {
                    entered = false;
                    outbox.attach(membership, welcome);
                }
                return true;
            });
        }

        @Override
        public void after(Joined joined) {
            User user = membership.user();
            long read = joined.sequence() - 1 - Math.max(0, options.eventsBack());
            membership.setSubscription(committer.log().subscribeToKept(read, user.outbox().signaller(), user.id()));
            // Not later, when somebody may have put the user out again.
            user.add(membership);
            committer.history().addPeople(membership.share());
            welcome = options.welcome()
                    .map(about -> Item.of(room.view(options.scope()), about, weight, membership.subscription()))
                    .orElse(null);
            entered = true;
        }
    }

    /** What this user leaves behind by leaving now. */
    LeftBehind leftBehind(User user) {
        return committer.locked(() -> decisions.leftBehind(user));
    }

    /** For a user to leave. Refused if the membership had ended before. */
    Request<Left> leaving(Membership membership, String reason, long departure, Leaving manner) {
        return new Leave(membership, reason, departure, manner);
    }

    /** Takes a user off the roster. */
    Outcome<Left> release(Membership membership, String reason, long departure, Leaving manner) {
        return requests.perform(leaving(membership, reason, departure, manner));
    }

    /** Puts a member out; the room may be closed after that. */
    Outcome<Membership> kick(Membership by, User user, String reason) {
        Kick kick = new Kick(by, user, reason);
        return requests.perform(kick).map(kicked -> kick.place.orElseThrow());
    }

    /** What goes with that which another chat asked for: it may put out somebody who is here. */
    Effects<RoomEvent> ofOthers() {
        Exit exit = new Exit();
        return new Effects<>() {
            @Override
            public void before(RoomEvent event) {
                if (event instanceof Kicked kicked) {
                    users.user(kicked.member().userId())
                            .flatMap(user -> user.membership(room.name()))
                            .ifPresent(exit::before);
                }
            }

            @Override
            public void after(RoomEvent event) {
                exit.after();
            }
        };
    }

    /** A membership ends with an event that takes its user off the roster. Guarded by the append lock. */
    private final class Exit {
        private @Nullable Membership ended;

        /** Not later, when the user may have read of it and act on it. */
        void before(Membership membership) {
            if (!membership.hasEnded()) {
                membership.end();
                ended = membership;
            }
        }

        void after() {
            if (ended != null) {
                committer.history().addPeople(-ended.share());
                ended.subscription().closeAfter(decisions.position());
            }
            committer.retireIfEmpty();
        }
    }

    /** A member leaves. */
    private final class Leave extends Request<Left> {
        private final Membership membership;
        private final String reason;
        private final long departure;
        private final Leaving manner;
        private final Exit exit = new Exit();

        Leave(Membership membership, String reason, long departure, Leaving manner) {
            super(membership.requester());
            this.membership = membership;
            this.reason = reason;
            this.departure = departure;
            this.manner = manner;
        }

        @Override
        protected Outcome<Left> decide() {
            return decisions.leave(membership, reason, departure, manner);
        }

        @Override
        public void before(Left left) {
            exit.before(membership);
        }

        @Override
        public void after(Left left) {
            exit.after();
        }

        /**
         * Sees to what must be so in any case. Nobody stays in a room because it has ended; and whoever leaves the chat is
         * out of it here at once, though others learn of that when the order can be reached again.
         */
        @Override
        protected void conclude(@Nullable Outcome<Left> ended) {
            if (ended instanceof Refused<Left>(Refusal refusal)) {
                if (refusal instanceof Refusal.Gone) {
                    endHere(false);
                } else if (RoomRequests.mayHappenLater(refusal) && manner != Leaving.ROOM) {
                    endHere(true);
                    requests.owe(new Owed(membership.user(), reason, departure, manner));
                }
            }
        }

        private void endHere(boolean goesOn) {
            committer.locked(() -> {
                exit.before(membership);
                if (goesOn) {
                    exit.after();
                }
                return goesOn;
            });
        }
    }

    /** The room has yet to learn that a user has left. */
    private final class Owed extends Request<Left> implements Participant.Stay {
        private final User user;
        private final String reason;
        private final long departure;
        private final Leaving manner;

        Owed(User user, String reason, long departure, Leaving manner) {
            super(null);
            this.user = user;
            this.reason = reason;
            this.departure = departure;
            this.manner = manner;
        }

        @Override
        public User user() {
            return user;
        }

        @Override
        public boolean hasEnded() {
            return false;
        }

        @Override
        protected Outcome<Left> decide() {
            return decisions.leave(this, reason, departure, manner);
        }

        @Override
        public void after(Left left) {
            new Exit().after();
        }
    }

    /** An operator puts a member out. */
    private final class Kick extends Request<Kicked> {
        private final Membership operator;
        private final User user;
        private final String reason;
        private final Exit exit = new Exit();
        private Optional<Membership> place = Optional.empty();

        Kick(Membership operator, User user, String reason) {
            super(operator.requester());
            this.operator = operator;
            this.user = user;
            this.reason = reason;
        }

        @Override
        protected Outcome<Kicked> decide() {
            place = user.membership(room.name()).filter(membership -> membership.room() == room);
            Outcome<Kicked> decision = decisions.kick(operator, user, reason);
            // Somebody who has left here already, of which the room has yet to learn.
            return decision instanceof Done && place.isEmpty()
                    ? new Refused<>(new Refusal.NotMember(user.nickname().text(), room.name()))
                    : decision;
        }

        @Override
        public void before(Kicked kicked) {
            place.ifPresent(exit::before);
        }

        @Override
        public void after(Kicked kicked) {
            exit.after();
        }
    }
}
