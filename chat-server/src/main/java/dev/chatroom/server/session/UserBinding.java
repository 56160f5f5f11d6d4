package dev.chatroom.server.session;

import dev.chatroom.core.Chat;
import dev.chatroom.core.User;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.server.access.Cloak;
import dev.chatroom.server.dialect.Dialect;
import dev.chatroom.server.pace.Workload;
import dev.chatroom.server.protocol.Protocol;
import dev.chatroom.server.protocol.Protocols;
import java.net.InetAddress;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A connection's user in the chat: comes in once, at the latest with its first line, and leaves once. For any thread. */
final class UserBinding {
    private final Chat chat;
    private final Protocols protocols;
    private final Cloak cloak;
    private final Workload work;

    /** Taken to come in, by the reader or by the greeting, whichever is first, and to leave. */
    private final ReentrantLock coming = new ReentrantLock();

    /** Written once, under {@code coming}. */
    private volatile @Nullable User user;

    /** Written under {@code coming}. */
    private volatile @Nullable Dialect dialect;

    /** Set by the reader before the user comes in. */
    private volatile boolean encrypted;

    /** Set when the user has been greeted. */
    private volatile boolean open;

    UserBinding(Chat chat, Protocols protocols, Cloak cloak, Workload work) {
        this.chat = chat;
        this.protocols = protocols;
        this.cloak = cloak;
        this.work = work;
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

    boolean isEncrypted() {
        return encrypted;
    }

    /** The dialect of a session that has been marked as ended, null if nobody has come in, nor will. */
    @Nullable Dialect settled() {
        coming.lock();
        try {
            return dialect;
        } finally {
            coming.unlock();
        }
    }

    /** For the reader: nobody on the way can read what is said. To be called before the user comes in. */
    void markEncrypted() {
        encrypted = true;
    }

    /**
     * Lets the user in unless that has happened.
     *
     * @param session is called when something has come for the user; is not let in if it is ending
     * @param spoken what the client speaks; if its first line tells so, even though it was so slow to say it that it has been
     *     taken for a person
     * @return null if nobody was let in
     */
    @Nullable Dialect open(Session session, Protocol spoken) {
        boolean replaces = protocols.replacesGreeting(spoken);
        if (open && !replaces) {
            return dialect;
        }
        coming.lock();
        try {
            User known = user;
            Dialect greeting = dialect;
            if (open && replaces && known != null && greeting != null) {
                greeting.handOver();
                dialect = spoken.dialect(known, work);
            } else if (!open && !session.isEnding()) {
                arrive(session, spoken);
            }
            return dialect;
        } finally {
            coming.unlock();
        }
    }

    private void arrive(Session session, Protocol spoken) {
        InetAddress address = session.address();
        Profile profile = cloak.ofNewcomer(address.getHostAddress());
        User arrived = chat.arrive(address.getHostAddress(), profile, session::callWriter);
        arrived.set(UserMode.ENCRYPTED, encrypted);
        Dialect speaking = spoken.dialect(arrived, work);
        user = arrived;
        dialect = speaking;
        speaking.open();
        open = true;
    }

    /** Waits while too many answers for the user wait to be read. */
    void awaitOutboxSpace() throws InterruptedException {
        User answered = user;
        if (answered != null) {
            answered.outbox().awaitSpace();
        }
    }

    /** The user is to read what is there, and nothing more. Idempotent. */
    void closeOutbox() {
        User leaving = user;
        if (leaving != null) {
            leaving.outbox().close();
        }
    }

    /** Takes the user out of the chat, if one is in. */
    void leave(String reason) {
        coming.lock();
        try {
            User leaving = user;
            if (leaving != null) {
                chat.takeOut(leaving, reason);
            }
        } finally {
            coming.unlock();
        }
    }
}
