package dev.chatroom.server.session;

import dev.chatroom.core.User;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.server.access.ConnectionLimits;
import dev.chatroom.server.client.ConnectionClient;
import dev.chatroom.server.client.Refusals;
import dev.chatroom.server.dialect.Dialect;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.http.Answer;
import dev.chatroom.server.protocol.Protocol;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A connection's user in the chat: comes in once, at the latest with its first line, and leaves once. For any thread. */
final class UserBinding {
    private final ServerResources server;
    private final SessionState state;
    private final ConnectionClient client;
    private final Resumption.Connection writing;

    /** Taken to come in, by the reader or by the greeting, whichever is first, and to leave. */
    private final ReentrantLock coming = new ReentrantLock();

    /** Written once, under {@code coming}. */
    private volatile @Nullable User user;

    /** Written under {@code coming}. */
    private volatile @Nullable Dialect dialect;

    /** Null unless the user may be taken up by another connection. Written once, under {@code coming}, before the user. */
    private volatile @Nullable Resumption resumption;

    /** Null as long as nobody has asked whether the user stays. Written once, under {@code coming}. */
    private @Nullable Detachment detachment;

    /** The reader, while it waits for space in the outbox. Written by the reader. */
    private volatile @Nullable Thread awaiting;

    /** Set when the user has been greeted. */
    private volatile boolean open;

    /**
     * Of a client whose user is not in yet.
     *
     * @param state nobody is let in who is ending
     * @param writing is served when something has come for the user
     */
    UserBinding(
            ServerResources server, SessionState state, ConnectionClient client, Resumption.Connection writing) {
        this.server = server;
        this.state = state;
        this.client = client;
        this.writing = writing;
    }

    /** Null before the user comes in. */
    @Nullable User user() {
        return user;
    }

    @Nullable Dialect dialect() {
        return dialect;
    }

    /** For whom the connection is served. */
    ConnectionClient client() {
        return client;
    }

    boolean isOpen() {
        return open;
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

    /**
     * Lets the user in unless that has happened; null if nobody.
     *
     * @param spoken what the client speaks, perhaps as its first line tells later than it was taken for a person
     */
    @Nullable Dialect open(Protocol spoken) {
        boolean replaces = server.protocols().replacesGreeting(spoken);
        if (open && !replaces) {
            return dialect;
        }
        coming.lock();
        try {
            User known = user;
            Dialect greeting = dialect;
            if (open && replaces && known != null && greeting != null) {
                greeting.handOver();
                dialect = spoken.dialect(known, client.work());
            } else if (!open && !state.isAsking() && !state.isEnding()) {
                arrive(spoken);
            }
            return dialect;
        } finally {
            coming.unlock();
        }
    }

    /** Sees to it that nobody is let in other than by {@link #openUpgraded}; false if somebody is in. */
    boolean reserve() {
        coming.lock();
        try {
            if (dialect == null) {
                state.markAsking();
            }
            return dialect == null;
        } finally {
            coming.unlock();
        }
    }

    /**
     * Lets in the user of a client that spoke HTTP, and goes on in another protocol: the one that it had before, if that is
     * possible, or a new one; null if nobody. For the reader; the client may have sent more already.
     */
    @Nullable Dialect openUpgraded(Answer.Upgrade upgrade, PausableInput input, boolean more)
            throws IOException, InterruptedException {
        Resumption known = upgrade.protocol().isResumable() ? server.resumptions().find(upgrade.secret()) : null;
        Resumption returning =
                known != null && input.await(known.free(server.timer()), more) ? known : null;
        coming.lock();
        try {
            boolean back = returning != null && takeUp(returning, upgrade.protocol());
            if (!back && !state.isEnding()) {
                arrive(upgrade.protocol());
            }
            return dialect;
        } finally {
            coming.unlock();
        }
    }

    private void arrive(Protocol spoken) {
        ConnectionLimits.Refusal refusal = client.takePlace();
        if (refusal != null) {
            writing.end(CloseReason.of(refusal), Refusals.notice(refusal));
            return;
        } else if (server.chat().isCutOff()) {
            writing.end(CloseReason.CUT_OFF, new Notice.CutOff()); // No name could be taken, and no room entered.
            return;
        }
        InetAddress address = client.address();
        Profile profile = server.cloak().ofNewcomer(address.getHostAddress());
        Resumption returning = spoken.isResumable() ? server.resumptions().begin(address) : null;
        WriteTask woken = returning == null ? writing : returning;
        User arrived = server.chat()
                .arrive(address.getHostAddress(), profile, () -> server.writers().serve(woken));
        Dialect speaking = speak(spoken, arrived, returning);
        if (returning != null) {
            returning.attach(arrived, writing, address);
        }
        speaking.open();
        open = true;
    }

    private Dialect speak(Protocol spoken, User speaker, @Nullable Resumption returning) {
        speaker.set(UserMode.ENCRYPTED, client.isEncrypted());
        Dialect speaking = spoken.dialect(speaker, client.work());
        // Before the user is seen here, whose outbox is not to be closed if the client may come back.
        resumption = returning;
        user = speaker;
        dialect = speaking;
        if (returning != null) {
            speaking.arrives(client.arrival(server.resumptions().renew(returning)));
        }
        return speaking;
    }

    private boolean takeUp(Resumption returning, Protocol spoken) {
        User back = state.isEnding() || dialect != null ? null : server.resumptions().claim(returning);
        if (back == null) {
            return false;
        }
        InetAddress address = client.address();
        if (!back.address().equals(address.getHostAddress())) {
            // Before anything is done, so that it is done by somebody who is where the connection comes from.
            server.chat().newcomers().comeAgain(
                    back, address.getHostAddress(), server.cloak().of(back, address.getHostAddress()));
        }
        Dialect speaking = speak(spoken, back, returning);
        speaking.reopen();
        // Only now something is written, so that the greeting is read first.
        returning.attach(back, writing, address);
        open = true;
        return true;
    }

    /** The connection has ended, and its reader does no more: whether the user stays, for the client to come back. */
    boolean detach() {
        Detachment staying = detachment();
        return staying != null && staying.complete();
    }

    /** Whether the user stays and the connection does not, so that what was read now would be lost; it waits for the next. */
    boolean leavesUnread() {
        return isLeftBehind() && writingBroke();
    }

    private boolean isLeftBehind() {
        Detachment staying = state.isEnding() ? detachment() : null;
        return staying != null && staying.staysBehind();
    }

    /** How the connection ends if the user may be taken up by another one, else null. */
    private @Nullable Detachment detachment() {
        Resumption known = resumption;
        if (known == null) {
            return null;
        }
        coming.lock();
        try {
            Dialect speaking = dialect;
            if (detachment == null && speaking != null) {
                detachment = new Detachment(server.resumptions(), known, speaking, state, coming);
            }
            return detachment;
        } finally {
            coming.unlock();
        }
    }

    /** The connection broke while something was written for the user: whether another connection may write it. */
    boolean writingBroke() {
        Resumption known = resumption;
        if (known != null) {
            known.park(writing);
        }
        return known != null;
    }

    /** Answers between two messages, or with the closing; false if nobody is in who could be answered so. */
    boolean answer(byte[] bytes, boolean closing) throws InterruptedException {
        User answered = user;
        if (answered != null) {
            answered.outbox().reply(new FramedAnswer(ByteBuffer.wrap(bytes), closing));
            awaitOutboxSpace();
        }
        return answered != null;
    }

    /** Waits while too many answers for the user wait to be read, or too much that people said waits to be kept. */
    void awaitOutboxSpace() throws InterruptedException {
        User answered = user;
        awaiting = Thread.currentThread();
        // Whoever ends the session marks it first and interrupts us then, so one of us notices the other.
        if (answered != null && !isLeftBehind()) {
            answered.outbox().awaitSpace();
            server.chat().history().awaitSpace();
        }
        awaiting = null;
    }

    /** The user is to read what is there, and nothing more. Idempotent. */
    void closeOutbox() {
        User leaving = user;
        Thread reader = awaiting;
        if (leaving != null && !isLeftBehind()) {
            leaving.outbox().close();
        } else if (reader != null) {
            // It waits for space that nobody makes any more.
            reader.interrupt();
        }
    }

    /** Takes the user out of the chat, if one is in. */
    void leave(String reason) {
        coming.lock();
        try {
            User leaving = user;
            Detachment staying = detachment();
            if (leaving == null || (staying != null && staying.staysBehind())) {
                return;
            }
            server.chat().takeOut(leaving, reason);
            Resumption known = resumption;
            if (known != null) {
                server.resumptions().forget(known);
            }
        } finally {
            coming.unlock();
        }
    }
}
