package dev.chatroom.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.Joined;
import dev.chatroom.core.event.ChatEvent.Left;
import dev.chatroom.core.event.ChatEvent.Renamed;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.ChatEvent.Said;
import dev.chatroom.core.room.JoinOptions;
import dev.chatroom.core.room.RoomReport;
import dev.chatroom.core.room.RoomView;
import dev.chatroom.core.text.RoomName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who is where, as a client knows it that has nothing but names, and is told once of what happens in all rooms. It fails
 * as soon as something is told of somebody who is not there.
 */
final class Roll {
    /** For the report from which a newcomer learns who is there. */
    static final JoinOptions CALLING = JoinOptions.welcomed(0, House.text("who is there"));

    private final long reader;
    private final Map<RoomName, Set<String>> present = new HashMap<>();
    private RoomName entered = new RoomName("none", "none");
    private long lastChange;

    Roll(long reader) {
        this.reader = reader;
    }

    Set<String> in(RoomName room) {
        return present.get(room);
    }

    void read(Delivery<ChatEvent> delivery) {
        switch (delivery) {
            case Delivery.Event<ChatEvent>(long sequence, RoomEvent event) -> read(event);
            case RoomReport(RoomView view, Delivery.Reply<ChatEvent> about) -> present.put(entered, new HashSet<>(
                    view.members().stream().map(member -> member.nickname().text()).toList()));
            default -> throw new AssertionError(delivery);
        }
    }

    private void read(RoomEvent event) {
        String who = event.author().nickname().text();
        boolean own = event.author().userId() == reader;
        switch (event) {
            case Joined joined when own -> {
                present.put(event.room(), new HashSet<>(Set.of(who)));
                entered = event.room();
            }
            case Joined joined -> assertThat(in(event.room()).add(who)).as("%s comes in once", who).isTrue();
            case Left left when own -> present.remove(event.room());
            case Left left when left.forGood() -> {
                if (isNew(left.departure())) {
                    assertPresent(event, who);
                    present.values().forEach(room -> room.remove(who));
                }
            }
            case Left left -> {
                assertPresent(event, who);
                in(event.room()).remove(who);
            }
            case Renamed renamed -> {
                if (isNew(renamed.renaming())) {
                    assertPresent(event, who);
                    present.values().stream().filter(room -> room.remove(who))
                            .forEach(room -> room.add(renamed.nickname().text()));
                }
            }
            case Said said -> assertPresent(event, who);
            default -> throw new AssertionError(event);
        }
    }

    private void assertPresent(RoomEvent event, String who) {
        assertThat(in(event.room())).as("%s", event).contains(who);
    }

    /** All that one change tells comes together. */
    private boolean isNew(long change) {
        boolean news = change != lastChange;
        lastChange = change;
        return news;
    }
}
