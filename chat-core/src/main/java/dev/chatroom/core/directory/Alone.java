package dev.chatroom.core.directory;

import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.Announced;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.text.Nickname;
import java.util.Optional;

/** The directory of a chat that has one node: the chat itself knows everybody. */
final class Alone implements Directory {
    static final Alone INSTANCE = new Alone();

    private Alone() {}

    @Override
    public boolean isAlone() {
        return true;
    }

    @Override
    public String node() {
        return "";
    }

    @Override
    public void open(Receiver receiver) {
        // There is nobody else.
    }

    @Override
    public Claim claim(Person person) {
        return Claim.GRANTED;
    }

    @Override
    public void free(Nickname before, long userId) {
        // Nobody else can ask for it.
    }

    @Override
    public void put(Person person) {
        // Nobody else is to know.
    }

    @Override
    public void remove(Person person) {
        // Nobody else has known.
    }

    @Override
    public Delivered deliver(Person to, ChatEvent event) {
        return Delivered.GONE;
    }

    @Override
    public void announce(Announced event, Optional<UserMode> among) {
        // There is nobody else.
    }

    @Override
    public void close() {
        // It keeps nothing.
    }
}
