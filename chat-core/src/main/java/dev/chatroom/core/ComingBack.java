package dev.chatroom.core;

import dev.chatroom.core.commit.RoomRequests;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Refused;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.JoinOptions;

/**
 * People of this chat whom other nodes took for gone, and who have not gone, come into their rooms again: as they were, and reading
 * on from where they were. A room that has ended meanwhile is another one, and lets them in as anybody. For any thread.
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
            if (outcome instanceof Refused<Membership>(Refusal why) && mayComeLater(lost, isOver, why)) {
                comeBack(lost);
            }
        });
    }

    private boolean mayComeLater(LostPlace lost, boolean wasOver, Refusal why) {
        boolean hasEnded = !wasOver && lost.room().isClosed();
        return !lost.user().isGone()
                && !rooms.isClosed()
                && (hasEnded || RoomRequests.mayHappenLater(why) || why instanceof Refusal.TooFast);
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
