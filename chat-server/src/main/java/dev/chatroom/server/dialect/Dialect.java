package dev.chatroom.server.dialect;

import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.EventBatch;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.store.UnreadableHistoryException;

/**
 * The language of one connection: it turns what the client wrote into calls on the chat, and what reaches the user into
 * lines that the client reads. It knows no socket.
 *
 * <p>The connection's reader calls {@link #open}, {@link #take}, {@link #retry}, {@link #handOver} and {@link #inputEnded},
 * one at a time. Its writer calls {@link #render}, one at a time, while the reader may be at work. {@link #notify} and
 * {@link #partWith} are for any thread.
 */
public interface Dialect {

    /** Greets the user. Called once, before the first line. */
    void open();

    /** Says how the client has come in. Called before {@link #open} or {@link #reopen}, if the protocol is resumable. */
    default void arrives(Arrival arrival) {}

    /** Whether the client has been told its secret. For any thread. */
    default boolean isResumable() {
        return false;
    }

    /** Greets a user who is back, instead of {@link #open}: in the chat all the time, with what came meanwhile to be read. */
    default void reopen() {}

    /** Acts on a line from the client. Never blocks. */
    Next take(Line line);

    /** Acts once more on the last line, after {@link Next.Retry} or {@link Next.Await}, or goes on, after {@link Next.More}. */
    Next retry();

    /**
     * The line acted on last asked for what cannot be read now ({@link UnreadableHistoryException}): tells the client so, and
     * does no more for the line. Called by the reader.
     */
    Next historyUnreadable(UnreadableHistoryException.Reason why);

    /** The client turns out to speak another dialect: takes back what it had not asked for. Called by the reader, last of all. */
    default void handOver() {}

    /** The client has ended its input, and every line of it has been taken. */
    default void inputEnded() {}

    /** Writes what was delivered to the user, as the client reads it; may write nothing. Never blocks. */
    void render(Delivery<ChatEvent> delivery, LineSink sink);

    /**
     * Takes events of a room, as many as the sink has space for, and writes them as the client reads them. Never blocks.
     *
     * @return false if the sink is full; true if all were taken, or the next has just been forgotten
     */
    boolean render(EventBatch<ChatEvent> events, LineSink sink);

    /** What is to be thought of a client that is silent. For any thread. */
    IdlePolicy liveness();

    /** Whether what the client writes next must not be shown on its screen. For any thread. */
    default boolean hidesInput() {
        return false;
    }

    /** Tells the user something about the connection. */
    void notify(Notice notice);

    /** Keeps the notice as the last thing that the user reads, after all that is still to be delivered. */
    void partWith(Notice notice);
}
