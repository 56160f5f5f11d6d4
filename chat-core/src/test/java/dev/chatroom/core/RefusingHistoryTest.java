package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.store.LateHistory;
import dev.chatroom.core.text.RoomName;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A store may want nothing to be said that it could not keep. */
class RefusingHistoryTest {

    @Test
    void nothingIsSaidThatTheStoreWouldNotKeep() {
        AtomicBoolean takesSpeech = new AtomicBoolean(true);
        LateHistory late = new LateHistory() {
            @Override
            public Appender open(RoomName room, Supplier<RoomSnapshot> now, Readers readers) {
                Appender appender = super.open(room, now, readers);
                return new Appender() {
                    @Override
                    public boolean append(RoomEvent event) {
                        return appender.append(event);
                    }

                    @Override
                    public boolean takesSpeech() {
                        return takesSpeech.get();
                    }
                };
            }
        };
        House house = new House(limits -> limits, builder -> builder.history(late).userIds(IdGenerator.sequential()));
        Membership ann = house.member("ann", "tea");
        takesSpeech.set(false);

        assertThat(House.refusal(ann.say("lost"))).isInstanceOf(Refusal.NotKept.class);
        assertThat(House.refusal(ann.setTopic("lost too"))).isInstanceOf(Refusal.NotKept.class);
        assertThat(House.refusal(ann.change(List.of(new ModeChange.KeyChange("k")))))
                .isInstanceOf(Refusal.NotKept.class);
        done(ann.change(List.of(new ModeChange.RankChange(Rank.VOICE, ann.user().asAuthor(), true))));
        takesSpeech.set(true);
        done(ann.setTopic("green"));
        done(ann.say("kept"));
        late.flush();

        assertThat(reads(ann.user()))
                .containsExactly("tea 1 ann joins", "tea 2 ann changes +VOICE=ann", "tea 3 ann sets topic green",
                        "tea 4 ann: kept");
    }
}
