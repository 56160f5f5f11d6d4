package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.Profile;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.store.LateHistory;
import dev.chatroom.core.store.StoredRoom;
import dev.chatroom.core.store.UnreadableHistoryException;
import dev.chatroom.core.store.UnreadableHistoryException.Reason;
import dev.chatroom.core.text.RoomName;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A room whose stored form cannot be read is not entered, and nothing else suffers. */
class UnreadableRoomTest {
    private final LateHistory store = new LateHistory() {
        @Override
        public Optional<StoredRoom> restore(RoomName room, int mostRecent) {
            if (broken) {
                throw new UnreadableHistoryException(Reason.BROKEN, "the disk is gone");
            }
            return Optional.empty();
        }
    };
    private boolean broken;

    @Test
    void whoJoinsIsToldAndMayTryAgain() {
        Chat chat = Chat.builder().history(store).userIds(IdGenerator.sequential()).open();
        User ann = chat.enter("test", Profile.NONE, () -> {
        });
        Membership there = done(chat.join(ann, "pot"));
        broken = true;

        assertThat(chat.join(ann, "Tea"))
                .isEqualTo(new Outcome.Refused<>(new Refusal.RoomUnreadable(new RoomName("Tea", "tea"))));
        assertThat(chat.room(new RoomName("Tea", "tea"))).isEmpty();
        assertThat(there.say("all else goes on")).isInstanceOf(Outcome.Done.class);
        broken = false;
        assertThat(chat.join(ann, "Tea")).isInstanceOf(Outcome.Done.class);
        chat.close();
    }
}
