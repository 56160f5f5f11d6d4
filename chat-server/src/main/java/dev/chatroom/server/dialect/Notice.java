package dev.chatroom.server.dialect;

import java.time.Duration;

/** What a server has to say to the user of one connection, apart from what happens in the chat. */
public sealed interface Notice {

    /** The client has been silent for long and will be ended unless it writes. */
    record IdleWarning(Duration left) implements Notice {}

    /** The client was silent for too long. */
    record IdleEnd(Duration allowed) implements Notice {}

    /** The client does not read as fast as others write, and the server ends such clients. */
    record TooSlow(long missed) implements Notice {}

    /** The client has been writing faster than allowed for too long. */
    record Flooding(Duration allowed) implements Notice {}

    /** The client has been writing faster than allowed for some time, so its next lines wait, until it closes the connection. */
    record StillWaiting() implements Notice {}

    /**
     * The client has asked for more than it may, so its next lines wait.
     *
     * @param together whether it is all clients of its address together that have
     */
    record AsksTooMuch(boolean together) implements Notice {}

    /** The client has been silent, and is asked whether it is there. */
    record AreYouThere() implements Notice {}

    /** The client has not answered whether it is there. */
    record NoAnswer(Duration allowed) implements Notice {}

    /** The client has not said who it is. */
    record NoIntroduction(Duration allowed) implements Notice {}

    /** The client has closed its side before its guess at a secret was looked at. */
    record HungUp() implements Notice {}

    /**
     * What is said is not kept on the disk any more, or is again.
     *
     * @param kept whether it is
     * @param required whether nothing can be said or changed in rooms as long as it is not
     */
    record HistoryKept(boolean kept, boolean required) implements Notice {}

    /** The server ends. */
    record ShuttingDown() implements Notice {}

    /** The same, while lines of the client waited because it wrote faster than it may. */
    record CutShort() implements Notice {}

    /** The connection may be one that a browser keeps for later, so nobody comes in by it who says nothing. */
    record SaySomething() implements Notice {}

    /** The answer to telnet's "are you there". */
    record HereIAm() implements Notice {}

    /** The client speaks this protocol, which nobody here speaks. */
    record ForeignProtocol(String name) implements Notice {}

    /** The client speaks plain text where only TLS is taken. */
    record TlsOnly() implements Notice {}

    /** There are as many connections as there may be; this one is not served. */
    record ServerFull(int connections) implements Notice {}

    /** The other servers cannot be reached, so nobody can come in. */
    record CutOff() implements Notice {}

    /**
     * The other servers cannot be reached, so nothing can be said or changed in rooms, or they can be again.
     *
     * @param reached whether they can
     */
    record OthersReached(boolean reached) implements Notice {}

    /** Nobody may connect from the client's address. */
    record AddressBanned() implements Notice {}

    /** There are as many connections from the client's address as there may be; this one is not served. */
    record AddressFull(int connections) implements Notice {}
}
