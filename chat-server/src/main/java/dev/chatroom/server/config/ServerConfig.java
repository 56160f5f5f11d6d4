package dev.chatroom.server.config;

import dev.chatroom.core.limit.Limits;
import dev.chatroom.server.access.Operators;
import dev.chatroom.server.access.Secret;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a server is told at its start. Immutable; made by {@link #builder}.
 *
 * @param bind the address and port to listen on; port 0 takes a free one
 * @param name what the server calls itself
 * @param description what the server is for, in a line
 * @param version what the program is called, with its version
 * @param motd the message of the day, a line each; may be empty
 * @param room the room into which newcomers come; it stays when it empties
 * @param password what everybody has to know who comes in; nothing if anybody may
 * @param operators who may become an operator of the server
 * @param maxGuesses how many passwords may wait to be checked
 * @param historyShown how many recent messages newcomers to a room are shown
 * @param memoryShare how many hundredths of the heap what people said may take
 * @param maxConnections how many connections there may be; 0 for no limit, {@value #AS_MANY_AS_FIT} for {@value
 *     #MOST_BY_ITSELF} or as many as the heap holds if each does its worst, whichever is less
 * @param maxPerAddress how many of them from one IPv4 address or one IPv6 /64 network; 0 for no limit
 * @param requests how many units of work a client may ask for each second, by {@code WorkLimits}; 0 for no limit
 * @param requestsPerAddress the same for all clients of one address together
 * @param maxLine how many bytes of a line are taken
 * @param slowReader what becomes of clients that do not read as fast as others write
 * @param stallTimeout how long a write may make no progress before the connection is ended
 * @param idleTimeout how long a client may be silent before it is ended; zero for ever
 * @param floodTimeout how long a client may go on writing faster than allowed before it is ended
 * @param pingAfter how long a client's program may be silent before it is asked whether it is there
 * @param pingTimeout how long it has to answer
 * @param introductionTimeout how long a client may take to say who it is, if it has to, whatever else it says; from when it
 *                            can, and anew after it has waited for the verdict on a password
 * @param greetingDelay how long a new connection may be silent before it is greeted; with TLS see there
 * @param senderDelay how long a client that speaks before it is greeted may take to end its input, so that it is taken for
 *     a script that only sends; until then it is not answered. Zero for those that have ended it by their first line
 * @param closeTimeout how long pending output may take when a connection or the server ends
 * @param limits the limits of the chat
 * @param zone the time zone in which times are shown
 * @param clock the clock
 * @param tls how the server speaks TLS; null if it does not
 * @param data where rooms and what is said in them are kept; null if nothing outlasts the process
 * @param web how the server answers those who speak HTTP; null if it has no web page
 * @param cluster how the server is one chat with others; null if it is alone
 */
public record ServerConfig(
        InetSocketAddress bind,
        String name,
        String description,
        String version,
        List<String> motd,
        String room,
        Optional<Secret> password,
        Operators operators,
        int maxGuesses,
        int historyShown,
        int memoryShare,
        int maxConnections,
        int maxPerAddress,
        int requests,
        int requestsPerAddress,
        int maxLine,
        SlowReader slowReader,
        Duration stallTimeout,
        Duration idleTimeout,
        Duration floodTimeout,
        Duration pingAfter,
        Duration pingTimeout,
        Duration introductionTimeout,
        Duration greetingDelay,
        Duration senderDelay,
        Duration closeTimeout,
        Limits limits,
        ZoneId zone,
        Clock clock,
        @Nullable TlsConfig tls,
        @Nullable DataConfig data,
        @Nullable WebConfig web,
        @Nullable ClusterConfig cluster) {

    /** As many connections as the heap holds. */
    public static final int AS_MANY_AS_FIT = -1;

    /** Not more than that, unless told so. */
    public static final int MOST_BY_ITSELF = 10_000;

    /** What becomes of a client that does not read as fast as others write. */
    public enum SlowReader {
        /** It is told how many lines it missed, and goes on. */
        SKIP,
        /** It is told so and ended. */
        DISCONNECT
    }

    /** Copies the lists. */
    public ServerConfig {
        motd = List.copyOf(motd);
    }

    /** How long a new connection may be silent before it is greeted, or may be taken for plain text where TLS is taken too. */
    public Duration silenceAllowed() {
        return tls == null || tls.greetingDelay().compareTo(greetingDelay) < 0 ? greetingDelay : tls.greetingDelay();
    }

    /** How long clients may take for whatever they must do in time; zero for ever. */
    public List<Duration> timeouts() {
        return List.of(
                stallTimeout, closeTimeout, idleTimeout, floodTimeout, pingAfter, pingTimeout, introductionTimeout);
    }

    /** A builder with all defaults: the room {@code lobby} on 127.0.0.1:2020. */
    public static ServerConfigBuilder builder() {
        return new ServerConfigBuilder();
    }

    /**
     * The bcrypt hash of a password, with cost 12 and a salt of its own each time, to be given instead of it. For any
     * thread, which it keeps busy for a quarter of a second.
     *
     * @throws IllegalArgumentException if it is empty, has control characters, or is longer than 72 bytes in UTF-8, of
     *     which bcrypt takes no more; the message says so
     */
    public static String hash(String password) {
        return Secret.hash(password);
    }

    /** Whether there is anybody who may run the server. */
    public boolean hasOperators() {
        return !operators.isEmpty();
    }
}
