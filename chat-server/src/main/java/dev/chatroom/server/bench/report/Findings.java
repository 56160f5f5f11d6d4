package dev.chatroom.server.bench.report;

import dev.chatroom.server.bench.plan.BenchPlan;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * All that a run has found.
 *
 * @param server where the server listens
 * @param opened how many connections were opened
 * @param openingSeconds from the first connection's opening to the last one's being let in
 * @param disconnected how many of the connections that are read were ended by the server
 * @param traffic what became of the messages; empty if connections were idle
 * @param serverUse what the server needed; empty if its process is not known
 * @param generatorUse what this process needed itself; empty if the system does not tell
 */
public record Findings(
        BenchPlan plan,
        String server,
        int opened,
        double openingSeconds,
        int disconnected,
        Optional<Traffic> traffic,
        Optional<ServerUse> serverUse,
        Optional<Cpu> generatorUse) {

    /**
     * What became of the messages.
     *
     * @param seconds how long was measured
     * @param perSecond deliveries within that time
     * @param messages those sent within that time, and their deliveries, late ones too
     * @param warmUp those sent before
     * @param missed how many lines the server says that it did not send to clients that read too slowly, since the
     *     warm-up began
     * @param echoes how many messages the server sent back to their senders; they count for nothing else
     * @param strays how many messages came that were not sent, or not to that room
     * @param broken how many messages were cut or mixed with others
     * @param stalls how often a sender went on without its reader's acknowledgement, after two seconds
     * @param latency from sending to receipt, in microseconds
     */
    public record Traffic(
            double seconds,
            double perSecond,
            Tally messages,
            Tally warmUp,
            long missed,
            long echoes,
            long strays,
            long broken,
            long stalls,
            Histogram latency) {}

    /**
     * What became of the messages of one phase.
     *
     * @param sent messages handed to the network
     * @param expected deliveries that these messages should make: one to each other client of the room
     * @param delivered those that came, each counted once
     * @param duplicates deliveries of what the same client had before
     * @param outOfOrder deliveries that came after a later message of the same sender
     */
    public record Tally(long sent, long expected, long delivered, long duplicates, long outOfOrder) {
        /** Deliveries that never came, as far as is known by then. */
        public long lost() {
            return expected - delivered;
        }
    }

    /**
     * Processor time over the time that was measured.
     *
     * @param cores how many processors were busy with it
     * @param microsPerDelivery empty if connections were idle
     */
    public record Cpu(double cores, OptionalDouble microsPerDelivery) {}

    /**
     * What the server needed.
     *
     * @param residentBytes memory that it occupies after measuring
     * @param residentPerConnection by how much that has grown since before the connections, for each of them
     * @param heapBytes heap in use after a collection at the end; empty if the server is not Java
     * @param heapPerConnection by how much that has grown; empty unless connections were idle
     */
    public record ServerUse(
            Optional<Cpu> cpu,
            long residentBytes,
            long residentPerConnection,
            OptionalLong heapBytes,
            OptionalLong heapPerConnection) {}
}
