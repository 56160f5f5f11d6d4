package dev.chatroom.server.http;

import org.jspecify.annotations.Nullable;

/** Says who sends the requests of a connection: over that of a proxy each may be somebody else's. For the connection's reader. */
public interface Requesters {

    /** The sender of a request with this head, until it has been {@linkplain #answered}; null if the connection has been closed. */
    @Nullable Verdict of(RequestHead head);

    /** Whether it is a proxy's, which keeps connections for whoever asks next. */
    boolean isOfProxy();

    /** The request has been answered. Not called if the connection goes on in another protocol, or ends. */
    void answered();

    /** Whether a request is served. */
    sealed interface Verdict {}

    /** It is. */
    record Served(Requester requester) implements Verdict {}

    /**
     * It is not known who sends it.
     *
     * @param why in a sentence, for the client
     */
    record Malformed(String why) implements Verdict {}

    /** Its sender is not. */
    record Refused(Requester requester, Refusal refusal) implements Verdict {}
}
