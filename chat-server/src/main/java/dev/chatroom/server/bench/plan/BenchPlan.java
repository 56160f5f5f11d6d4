package dev.chatroom.server.bench.plan;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is measured, and on what. Immutable.
 *
 * @param target the server; empty for one of its own, in a process of its own
 * @param process the process of the server at {@code target}, to read its use of processor and memory
 * @param language what the clients speak
 * @param clients connections that read, 1 to 100,000; they are spread evenly over the rooms
 * @param senders how many of them send, 0 to {@code clients}; they are spread evenly too
 * @param rooms how many rooms, 1 to {@code clients}; with one, talking clients stay where they are put
 * @param stuck further connections that never read, 0 to 100,000
 * @param idle whether nothing is sent, only memory and rest are measured
 * @param body the text of a message in bytes, from {@link #LEAST_BODY} to {@link #MOST_BODY}
 * @param window how many messages of a sender may be under way, 1 to 100,000; they are no longer when one other reader has
 *     them. Without meaning if {@code rate} is set
 * @param rate messages per second of all senders together, 0 to 10,000,000; 0 is as fast as windows allow
 * @param warmUp how long messages are sent before measuring, at most an hour
 * @param duration how long is measured, at most an hour
 */
public record BenchPlan(
        Optional<InetSocketAddress> target,
        OptionalLong process,
        Language language,
        int clients,
        int senders,
        int rooms,
        int stuck,
        boolean idle,
        int body,
        int window,
        int rate,
        Duration warmUp,
        Duration duration) {

    public static final int MOST_CLIENTS = 100_000;
    public static final int MOST_WINDOW = 100_000;
    public static final int MOST_RATE = 10_000_000;

    /** So many bytes has the mark by which a message is known again. */
    public static final int LEAST_BODY = 20;

    public static final int MOST_BODY = 32_768;
    public static final Duration LONGEST = Duration.ofHours(1);

    /** One int for each pair of client and sender in a room: 200 MB. */
    private static final long MOST_PAIRS = 50_000_000;

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one is exceeded; the message is for the user
     */
    public BenchPlan {
        require(clients >= 1 && clients <= MOST_CLIENTS, "from 1 to 100,000 clients are possible");
        require(stuck >= 0 && stuck <= MOST_CLIENTS, "at most 100,000 stuck clients are possible");
        require(senders >= 0 && senders <= clients, "there cannot be more senders than clients");
        require(rooms >= 1 && rooms <= clients, "there cannot be more rooms than clients");
        require(body >= LEAST_BODY && body <= MOST_BODY, "a body has from 20 to 32,768 bytes");
        require(window >= 1 && window <= MOST_WINDOW, "a window is from 1 to 100,000 messages");
        require(rate >= 0 && rate <= MOST_RATE, "at most 10,000,000 messages per second are possible");
        require(!warmUp.isNegative() && warmUp.compareTo(LONGEST) <= 0, "the warm-up takes an hour at most");
        require(!duration.isNegative() && duration.compareTo(LONGEST) <= 0, "measuring takes an hour at most");
        require(target.isPresent() || process.isEmpty(), "a process can be watched only for a server that is given");
        if (!idle) {
            require(senders >= 1, "somebody has to send, unless connections are idle");
            require(clients >= 2L * rooms, "each room needs two clients, one that sends and one that reads");
            require(new RoomAssignment(clients, senders, rooms).pairs() <= MOST_PAIRS,
                    "too many pairs of sender and reader");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
