package dev.chatroom.server.irc.message;

import dev.chatroom.server.dialect.Notice;
import java.time.Duration;

/** What the server has to say about the connection, in words for IRC clients. */
public final class NoticeText {
    private NoticeText() {}

    public static String of(Notice notice) {
        return switch (notice) {
            case Notice.IdleWarning(Duration left) -> "Silent for long; %d seconds left".formatted(left.toSeconds());
            case Notice.IdleEnd(Duration allowed) -> "Silent for %d seconds".formatted(allowed.toSeconds());
            case Notice.TooSlow(long missed) -> "Could not keep up, %d lines missed".formatted(missed);
            case Notice.AsksTooMuch(boolean together) ->
                (together ? "Your address asks" : "You ask") + " for too much at once; your next lines wait";
            case Notice.StillWaiting() -> "Your next lines still wait; to drop them, close this connection";
            case Notice.Flooding(Duration allowed) ->
                "Excess flood for %d seconds, what still waited was not said".formatted(allowed.toSeconds());
            case Notice.AreYouThere() -> "Are you there?";
            case Notice.NoAnswer(Duration allowed) -> "Ping timeout: %d seconds".formatted(allowed.toSeconds());
            case Notice.NoIntroduction(Duration allowed) ->
                "Registration timeout: %d seconds".formatted(allowed.toSeconds());
            case Notice.HungUp() -> "Hung up before the password was checked";
            case Notice.HistoryKept(boolean kept, boolean required) -> {
                if (kept) {
                    yield required
                            ? "The server's disk is well again: go on talking"
                            : "What is said here is kept again";
                }
                yield required
                        ? "The server's disk takes nothing: the last lines may be lost, and nothing can be said or changed in channels"
                        : "The server's disk takes nothing: what is said or changed now may be lost when it restarts";
            }
            case Notice.ShuttingDown() -> "Server shutting down";
            case Notice.CutShort() -> "Server shutting down, what still waited was not said";
            case Notice.SaySomething() -> "Say who you are to come in";
            case Notice.HereIAm() -> "The server is here";
            case Notice.ForeignProtocol(String name) -> "Nobody here speaks " + name;
            case Notice.TlsOnly() -> "This port takes TLS only";
            case Notice.ServerFull(int connections) -> "Server full (%d connections)".formatted(connections);
            case Notice.CutOff() -> "This server cannot reach the others now; come again later";
            case Notice.OthersReached(boolean reached) -> reached
                    ? "This server reaches the others again: go on talking"
                    : "This server cannot reach the others: you can read, and what you say is refused until it can again";
            case Notice.AddressBanned() -> "Your address is banned from this server";
            case Notice.AddressFull(int connections) ->
                "Too many connections from your address (%d)".formatted(connections);
        };
    }
}
