package dev.chatroom.server;

import dev.chatroom.core.Profile;
import dev.chatroom.core.User;
import dev.chatroom.server.dialect.Dialect;
import dev.chatroom.server.dialect.House;
import dev.chatroom.server.dialect.PlainDialect;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A connection's user in the chat: comes in once, at the latest with its first line, and leaves once. For any thread. */
final class Presence {
    private final House house;

    /** Taken to come in, by the reader or by the greeting, whichever is first, and to leave. */
    private final ReentrantLock coming = new ReentrantLock();

    /** Both are written once, under {@code coming}. */
    private volatile @Nullable User user;

    private volatile @Nullable Dialect dialect;

    /** Set when the user has been greeted. */
    private volatile boolean open;

    Presence(House house) {
        this.house = house;
    }

    /** Null before the user comes in. */
    @Nullable User user() {
        return user;
    }

    /** Null before the user comes in. */
    @Nullable Dialect dialect() {
        return dialect;
    }

    boolean isOpen() {
        return open;
    }

    /**
     * Lets the user in unless that has happened.
     *
     * @param session is called when something has come for the user; is not let in if it is ending
     * @return null if nobody was let in
     */
    @Nullable Dialect open(Session session) {
        if (open) {
            return dialect;
        }
        coming.lock();
        try {
            if (!open && !session.isEnding()) {
                User entered = house.chat().enter(
                        session.address().getHostAddress(), Profile.NONE, session::callWriter);
                Dialect spoken = new PlainDialect(house, entered);
                user = entered;
                dialect = spoken;
                spoken.open();
                open = true;
            }
            return dialect;
        } finally {
            coming.unlock();
        }
    }

    /** Takes the user out of the chat, if one is in. */
    void leave(String reason) {
        coming.lock();
        try {
            User leaving = user;
            if (leaving != null) {
                house.chat().leave(leaving, reason);
            }
        } finally {
            coming.unlock();
        }
    }
}
