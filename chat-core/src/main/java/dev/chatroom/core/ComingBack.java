package dev.chatroom.core;

import dev.chatroom.core.commit.RoomRequests;
import dev.chatroom.core.event.ChatEvent.Displaced;
import dev.chatroom.core.event.Loss;
import dev.chatroom.core.event.Loss.Place.Reason;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Refused;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.JoinOptions;

/**
 * People of this chat whom other nodes took for gone, and who have not gone, come into their rooms again: as they were, and reading
 * on from where they were. A room that has ended meanwhile is another one, and lets them in as anybody. Those whom a room does not let in
 * are told. For any thread.
 */
final class ComingBack {
    private final ChatSettings settings;
    private final Rooms rooms;

    ComingBack(ChatSettings settings, Rooms rooms) {
        this.settings = settings;
        this.rooms = rooms;
    }

    /** Lets somebody in again, later, and as often as it takes to know whether the room does. Does not wait. */
    void comeBack(LostPlace lost) {
        settings.later().execute(() -> {
            boolean isOver = lost.room().isClosed();
            Outcome<Membership> outcome = isOver
                    ? rooms.admit(lost.user(), lost.room().name().text(), JoinOptions.SILENT)
                    : comeBackTo(lost);
            if (outcome instanceof Refused<Membership>(Refusal why) && !lost.user().isGone() && !rooms.isClosed()) {
                if (mayComeLater(lost, isOver, why)) {
                    comeBack(lost);
                } else if (!(why instanceof Refusal.AlreadyThere)) {
                    tell(lost, reason(why));
                }
            }
        });
    }

    private static boolean mayComeLater(LostPlace lost, boolean wasOver, Refusal why) {
        boolean hasEnded = !wasOver && lost.room().isClosed();
        return hasEnded || RoomRequests.mayHappenLater(why) || why instanceof Refusal.TooFast;
    }

    /** Otherwise nothing would tell them: a door does not show that they were taken out. */
    private void tell(LostPlace lost, Reason reason) {
        lost.user().outbox().deliverInOrder(new Displaced(
                settings.eventIds().next(), settings.clock().instant(), lost.user().asAuthor(),
                new Loss.Place(lost.room().name(), reason)));
    }

    private static Reason reason(Refusal why) {
        return switch (why) {
            case Refusal.Banned banned -> Reason.BANNED;
            case Refusal.InviteOnly closed -> Reason.INVITE_ONLY;
            case Refusal.WrongKey locked -> Reason.KEY;
            case Refusal.RoomFull full -> Reason.FULL;
            case Refusal other -> Reason.ENDED;
        };
    }

    private Outcome<Membership> comeBackTo(LostPlace lost) {
        User user = lost.user();
        if (user.isGone() || rooms.isClosed()) {
            return new Refused<>(new Refusal.Gone());
        } else if (user.membership(lost.room().name()).isPresent()) {
            return new Refused<>(new Refusal.AlreadyThere(lost.room().name()));
        }
        return rooms.unlessGone(user, lost.room(), () -> lost.room().admission().comeBack(lost));
    }
}
