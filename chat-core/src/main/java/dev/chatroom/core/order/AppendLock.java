package dev.chatroom.core.order;

import dev.chatroom.core.event.ChatEvent.RoomEvent;

/** The order of a chat that has one node: whoever holds the append lock of a room has the next place in it. */
final class AppendLock implements Sequencer {
    static final AppendLock INSTANCE = new AppendLock();

    private AppendLock() {}

    @Override
    public void open(Receiver receiver) {
        // Nothing is handed over: each event is applied by the thread that appends it.
    }

    @Override
    public Placement append(RoomEvent event, long after) {
        return Placement.PLACED;
    }

    @Override
    public boolean placesAtOnce() {
        return true;
    }

    @Override
    public boolean isCutOff() {
        return false;
    }

    @Override
    public void close() {
        // It keeps nothing.
    }
}
