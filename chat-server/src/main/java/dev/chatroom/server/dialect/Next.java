package dev.chatroom.server.dialect;

import dev.chatroom.server.pace.Pending;
import java.time.Duration;

/** What the reader does after a line. */
public sealed interface Next {
    /** The usual: on to the next line. */
    Next CONTINUE = new Continue();

    /** The user has left the chat. */
    Next END = new End();

    /** The answer goes on: let others have their turn, and then ask for the next piece. */
    Next MORE = new More();

    /** Read on. */
    record Continue() implements Next {}

    /** Deliver what is pending, then end the connection. */
    record End() implements Next {}

    /** The same line has more to be answered. */
    record More() implements Next {}

    /** The user is too fast: read nothing for so long, then give the same line again. */
    record Retry(Duration after) implements Next {}

    /** The answer takes a while: wait until it is there, then give the same line again. The user is not to blame. */
    record Await(Pending pending) implements Next {}
}
