package dev.chatroom.server;

import dev.chatroom.core.Membership;
import dev.chatroom.core.User;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.server.dialect.Dialect;
import dev.chatroom.server.dialect.Line;
import dev.chatroom.server.dialect.PlainDialect;
import dev.chatroom.server.dialect.SenderDialect;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.dialect.Workload;
import dev.chatroom.server.dialect.irc.IrcDialect;
import java.net.InetAddress;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A connection's user in the chat: comes in once, at the latest with its first line, and leaves once. For any thread. */
final class UserBinding {
    private final ServerContext context;
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

    UserBinding(ServerContext context, Cloak cloak, Workload work) {
        this.context = context;
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
     * @param firstLine tells which dialect the client speaks; null if it has not said anything
     * @return null if nobody was let in
     */
    @Nullable Dialect open(Session session, @Nullable Line firstLine) {
        boolean irc = firstLine != null && IrcDialect.isSpokenIn(firstLine.text());
        if (open && !irc) {
            return dialect;
        }
        coming.lock();
        try {
            User known = user;
            if (known != null && irc && open) {
                return turnToIrc(known);
            } else if (!open && !session.isEnding()) {
                arrive(session, irc
                        ? user -> new IrcDialect(context, user, work)
                        : user -> new PlainDialect(context, user, work));
            }
            return dialect;
        } finally {
            coming.unlock();
        }
    }

    /** Has a script speak, unless somebody is in already; null if nobody may. */
    @Nullable Dialect openForSender(Session session) {
        coming.lock();
        try {
            if (!open && !session.isEnding()) {
                arrive(session, user -> new SenderDialect(context, user, work));
            }
            return dialect;
        } finally {
            coming.unlock();
        }
    }

    private void arrive(Session session, Function<User, Dialect> speaking) {
        InetAddress address = session.address();
        Profile profile = cloak.ofNewcomer(address.getHostAddress());
        User arrived = context.chat().arrive(address.getHostAddress(), profile, session::callWriter);
        arrived.set(UserMode.ENCRYPTED, encrypted);
        Dialect spoken = speaking.apply(arrived);
        user = arrived;
        dialect = spoken;
        spoken.open();
        open = true;
    }

    /** For a client that was so slow to say its first word that it has been taken for a person. */
    private Dialect turnToIrc(User known) {
        known.set(UserMode.AT_TERMINAL, false);
        known.set(UserMode.WALLOPS, false);
        for (Membership membership : known.memberships()) {
            Outcome<Membership> unused = context.chat().leave(membership, "");
        }
        if (dialect != null && dialect.hidesInput()) {
            // A telnet command stands there now, which would spoil the first line that the client can read.
            known.outbox().reply("");
        }
        Dialect spoken = new IrcDialect(context, known, work);
        dialect = spoken;
        return spoken;
    }

    /** Takes the user out of the chat, if one is in. */
    void leave(String reason) {
        coming.lock();
        try {
            User leaving = user;
            if (leaving != null) {
                context.chat().takeOut(leaving, reason);
            }
        } finally {
            coming.unlock();
        }
    }
}
