package dev.chatroom.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.ChatBuilder;
import dev.chatroom.core.House;
import dev.chatroom.core.Membership;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.store.HistoryQuery;
import dev.chatroom.core.store.HistoryStoreContract;
import dev.chatroom.core.text.RoomName;
import org.junit.jupiter.api.Test;

/** The history of a chat that is given no store. */
class WindowHistoryTest extends HistoryStoreContract {
    @Override
    protected ChatBuilder with(ChatBuilder builder) {
        return builder;
    }

    @Override
    protected void settle() {
        // Everything is kept at once.
    }

    @Test
    void messagesOutliveTheJoinsAmongWhichTheyWereSaid() {
        House house = new House(limits -> limits.with(Limit.LOG_EVENTS, 16));
        Membership ann = house.member("ann", "tea");
        House.done(ann.say("hello"));
        for (int i = 0; i < 20; i++) {
            Membership unused = house.member("visitor" + (char) ('a' + i), "tea");
        }

        assertThat(ann.room().oldest()).isGreaterThan(2);
        assertThat(house.chat.history().read(HistoryQuery.newest(new RoomName("tea", "tea"), 9, 0)))
                .singleElement()
                .isInstanceOfSatisfying(Message.class, message -> assertThat(message.text()).isEqualTo("hello"));
    }
}
