package dev.chatroom.core;

import dev.chatroom.core.commit.Committer;
import dev.chatroom.core.commit.Effects;
import dev.chatroom.core.commit.Request;
import dev.chatroom.core.commit.RoomRequests;
import dev.chatroom.core.event.ChatEvent.Kicked;
import dev.chatroom.core.event.ChatEvent.Left;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.Leaving;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.core.limit.Outcome.Refused;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.people.AbsentMember;
import dev.chatroom.core.room.LeftBehind;
import dev.chatroom.core.room.Participant;
import dev.chatroom.core.room.RoomDecisions;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How users go out of a room, by themselves or because others put them out: what goes with that in this process alone, that is
 * memberships, subscriptions, and the end of a room that nobody is in. For any thread.
 */
final class Exits {
    private final Room room;
    private final RoomDecisions decisions;
    private final Committer committer;
    private final RoomRequests requests;
    private final UserRegistry users;
    private final Consumer<LostPlace> comeBack;

    /** @param comeBack lets in again later, under no lock, who was here and whom others took for gone */
    Exits(
            Room room, RoomDecisions decisions, Committer committer, RoomRequests requests, UserRegistry users,
            Consumer<LostPlace> comeBack) {
        this.room = room;
        this.decisions = decisions;
        this.committer = committer;
        this.requests = requests;
        this.users = users;
        this.comeBack = comeBack;
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

    /** Takes somebody off the roster whom no node has any more. Refused if another node was faster. */
    Outcome<Left> missed(AbsentMember missing, String reason, long departure) {
        return requests.perform(new Request<>(null) {
            private final Effects<RoomEvent> effects = ofOthers();

            @Override
            protected Outcome<Left> decide() {
                return decisions.leave(missing, reason, departure, Leaving.TAKEN_OUT);
            }

            @Override
            public void before(Left left) {
                effects.before(left);
            }

            @Override
            public void after(Left left) {
                effects.after(left);
            }
        });
    }

    /** Puts a member out; the room may be closed after that. */
    Outcome<Membership> kick(Membership by, User user, String reason) {
        Kick kick = new Kick(by, user, reason);
        return requests.perform(kick).map(kicked -> kick.place.orElseThrow());
    }

    /** What goes with that which another chat asked for: somebody goes who is here, or of whom is known here where they are. */
    Effects<RoomEvent> ofOthers() {
        Exit exit = new Exit();
        return new Effects<>() {
            // Somebody who is here, and has not gone: another node could not reach this one.
            private @Nullable LostPlace lost;

            @Override
            public void before(RoomEvent event) {
                switch (event) {
                    case Message message ->
                        users.user(message.author().userId()).ifPresent(user -> user.spoke(message.at()));
                    case Kicked kicked -> end(kicked.member().userId());
                    case Left left -> {
                        long id = left.author().userId();
                        end(id);
                        lost = users.user(id)
                                .filter(users::isHere)
                                .map(user -> new LostPlace(
                                        user, room, room.ranksOf(id).orElse(Set.of()), left.sequence()))
                                .orElse(null);
                    }
                    default -> {
                        // Nobody goes by it.
                    }
                }
            }

            private void end(long userId) {
                users.user(userId).flatMap(user -> user.membership(room.name())).ifPresent(exit::before);
            }

            @Override
            public void after(RoomEvent event) {
                exit.after();
                if (lost != null) {
                    comeBack.accept(lost);
                }
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
            if (ended != null && ended.isRead()) {
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
