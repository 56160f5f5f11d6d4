package dev.chatroom.core;

import dev.chatroom.core.commit.Committer;
import dev.chatroom.core.commit.Effects;
import dev.chatroom.core.commit.Request;
import dev.chatroom.core.commit.RoomRequests;
import dev.chatroom.core.event.ChatEvent.Joined;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.reading.PersonalQueue.Item;
import dev.chatroom.core.room.JoinOptions;
import dev.chatroom.core.room.RoomDecisions;
import org.jspecify.annotations.Nullable;

/** How users come into a room: what goes with that in this process alone, memberships and subscriptions. For any thread. */
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
        return enter(new Entry(new Membership(user, room), options, weight));
    }

    private Outcome<Membership> enter(Entry entry) {
        return requests.perform(entry).map(joined -> entry.membership);
    }

    /** Lets somebody in again whom other nodes took for gone, who reads on where they were. */
    Outcome<Membership> comeBack(LostPlace lost) {
        return enter(new Entry(new Membership(lost.user(), room), JoinOptions.SILENT, 0) {
            @Override
            protected Outcome<Joined> decide() {
                return decisions.comeBack(lost.user(), lost.ranks());
            }

            @Override
            long lastRead(Joined joined) {
                return lost.left();
            }
        });
    }

    /** What goes with it that somebody came in elsewhere. */
    Effects<RoomEvent> ofOthers() {
        return new Effects<>() {
            @Override
            public void after(RoomEvent event) {
                users.user(event.author().userId()).ifPresent(Admission.this::findHere);
            }
        };
    }

    /** Notes where somebody is who is on another node, if so. */
    void find(User elsewhere) {
        committer.locked(() -> {
            if (room.member(elsewhere.id()).isPresent()) {
                findHere(elsewhere);
            }
            return true;
        });
    }

    /** Under the append lock. */
    private void findHere(User elsewhere) {
        if (!users.isHere(elsewhere) && elsewhere.membership(room.name()).isEmpty()) {
            elsewhere.add(new Membership(elsewhere, room));
        }
    }

    /** Somebody comes in: the membership is there when others may know of it, and the reader stands still meanwhile. */
    private class Entry extends Request<Joined> {
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

        /** The sequence after which the user begins to read. */
        long lastRead(Joined joined) {
            return joined.sequence() - 1 - Math.max(0, options.eventsBack());
        }

        @Override
        public void after(Joined joined) {
            User user = membership.user();
            membership.setSubscription(
                    committer.log().subscribeToKept(lastRead(joined), user.outbox().signaller(), user.id()));
            // Not later, when somebody may have put the user out again.
            user.add(membership);
            committer.history().addPeople(membership.share());
            welcome = options.welcome()
                    .map(about -> Item.of(room.view(options.scope()), about, weight, membership.subscription()))
                    .orElse(null);
            entered = true;
        }
    }
}
