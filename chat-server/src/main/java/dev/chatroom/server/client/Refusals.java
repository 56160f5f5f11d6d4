package dev.chatroom.server.client;

import dev.chatroom.server.access.ConnectionLimits;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.http.Refusal;
import dev.chatroom.server.http.Status;

/** The answers to clients for whom there is no place. */
public final class Refusals {
    /** A place may be free again then. */
    private static final int RETRY_SECONDS = 30;

    private Refusals() {}

    /** What the client is told, in the words of its door. */
    public static Notice notice(ConnectionLimits.Refusal refusal) {
        return switch (refusal) {
            case ConnectionLimits.Banned banned -> new Notice.AddressBanned();
            case ConnectionLimits.ServerFull(int most) -> new Notice.ServerFull(most);
            case ConnectionLimits.AddressFull(int most) -> new Notice.AddressFull(most);
        };
    }

    /**
     * The answer to a client that asks by HTTP.
     *
     * @param words the same in words, without an end of line
     */
    public static Refusal http(Notice why, String words) {
        Status status = switch (why) {
            case Notice.AddressBanned banned -> Status.FORBIDDEN;
            case Notice.AddressFull full -> Status.TOO_MANY_REQUESTS;
            default -> Status.UNAVAILABLE;
        };
        return new Refusal(
                status, words, status == Status.FORBIDDEN ? 0 : RETRY_SECONDS, other -> other.refusal(why));
    }
}
