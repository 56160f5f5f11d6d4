package dev.chatroom.server.client;

import dev.chatroom.server.access.ConnectionLimits;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.http.Requesters;
import dev.chatroom.server.http.Status;

/** The words for clients for whom there is no place. */
public final class Refusals {
    private Refusals() {}

    /** For a client that has a dialect. */
    public static Notice notice(ConnectionLimits.Refusal refusal) {
        return switch (refusal) {
            case ConnectionLimits.Banned banned -> new Notice.AddressBanned();
            case ConnectionLimits.ServerFull(int most) -> new Notice.ServerFull(most);
            case ConnectionLimits.AddressFull(int most) -> new Notice.AddressFull(most);
        };
    }

    /** For a client that asks by HTTP. */
    static Requesters.Verdict answer(ConnectionLimits.Refusal refusal) {
        return switch (refusal) {
            case ConnectionLimits.Banned banned ->
                new Requesters.Refused(Status.FORBIDDEN, "Your address is banned from this server.");
            case ConnectionLimits.ServerFull(int most) ->
                new Requesters.Refused(Status.UNAVAILABLE, "The server is full. Try again later.");
            case ConnectionLimits.AddressFull(int most) -> new Requesters.Refused(
                    Status.TOO_MANY_REQUESTS,
                    "Your address may have %d connections at once; close one first.".formatted(most));
        };
    }
}
