package dev.chatroom.server.session;

import dev.chatroom.server.access.ConnectionLimits;
import dev.chatroom.server.protocol.Decoder;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Locale;

/** Why a connection ended: what the room is told, and how loudly it is logged. */
public enum CloseReason {
    /** The user said goodbye. */
    QUIT("", Level.DEBUG),
    /** The client closed its side in good order. */
    HUNG_UP("", Level.DEBUG),
    /** The client closed its side, as a page does that is loaded again, or left. */
    GONE_AWAY("", Level.DEBUG, Duration.ofSeconds(10)),
    /** The connection broke. */
    LOST("connection lost", Level.DEBUG, Duration.ofDays(365)),
    /** The client has come over another connection. */
    TAKEN_UP("connection lost", Level.DEBUG, Duration.ofDays(365)),
    /** The client was silent for too long. */
    IDLE("silent for too long", Level.DEBUG),
    /** The client spoke a protocol that nobody here speaks. */
    FOREIGN("spoke another protocol", Level.DEBUG),
    /** The client asked by HTTP, and has been answered. */
    SERVED("", Level.DEBUG),
    /** The client did not say who it is. */
    NO_INTRODUCTION("did not introduce itself", Level.DEBUG),
    /** The client's program did not answer when it was asked whether it is there. */
    NO_ANSWER("ping timeout", Level.DEBUG, Duration.ofDays(365)),
    /** The client stopped reading. */
    STALLED("stopped reading", Level.DEBUG, Duration.ofDays(365)),
    /** The client could not keep up, and such clients are to be ended. */
    TOO_SLOW("could not keep up", Level.DEBUG),
    /** The client wrote too fast for too long. */
    FLOODING("wrote too fast", Level.INFO),
    /** It came while the other servers could not be reached. */
    CUT_OFF("came while the other servers cannot be reached", Level.DEBUG),
    /** Its address has been banned. */
    BANNED("banned", Level.INFO),
    /** There are as many connections as there may be. */
    CROWDED("too many connections", Level.DEBUG),
    /** Somebody who runs the server has put the user out. */
    EXPELLED("", Level.INFO),
    /** The server ends. */
    SHUTDOWN("server shutting down", Level.DEBUG),
    /** A fault of the server. */
    FAULT("server fault", Level.ERROR);

    private final String reason;
    private final Level level;
    private final Duration longestAway;

    CloseReason(String reason, Level level) {
        this(reason, level, Duration.ZERO);
    }

    CloseReason(String reason, Level level, Duration longestAway) {
        this.reason = reason;
        this.level = level;
        this.longestAway = longestAway;
    }

    /** Why a connection ends for which there is no place. */
    static CloseReason of(ConnectionLimits.Refusal refusal) {
        return switch (refusal) {
            case ConnectionLimits.Banned banned -> BANNED;
            case ConnectionLimits.ServerFull full -> CROWDED;
            case ConnectionLimits.AddressFull full -> CROWDED;
        };
    }

    /** Why a connection ends whose client has ended its messages. */
    static CloseReason of(Decoder.Ending ending) {
        return switch (ending) {
            case FOR_GOOD -> HUNG_UP;
            case FOR_NOW -> GONE_AWAY;
            case UNSAID -> LOST;
        };
    }

    /** How long the client may be expected to come back; zero if it has left for good. */
    Duration longestAway() {
        return longestAway;
    }

    /** The reason that the room is told; empty if there is nothing to say. */
    String reason() {
        return reason;
    }

    Level level() {
        return level;
    }

    /** A word for the log. */
    String logged() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
