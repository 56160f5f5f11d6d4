package dev.chatroom.server;

import static dev.chatroom.server.config.ServerConfig.AS_MANY_AS_FIT;
import static dev.chatroom.server.config.ServerConfig.MOST_BY_ITSELF;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.server.config.ServerConfig;

/**
 * What the heap is for: a share for what people said, which the chat keeps to; some for all that has one bound for
 * everybody, and for the collector to move in; and the rest for connections, of which there may be as many as fit if each
 * of them keeps as much as it may. The figures are measured and explained in decision 010.
 *
 * @param heap how many bytes the heap may have
 * @param speech how many of them what people said may take
 */
record HeapPlan(long heap, long speech) {
    /** A chat works with so little, if badly. */
    private static final long LEAST_SPEECH = 256 * 1024;

    /** The program itself, tables that are bounded for all together, and lists. */
    private static final long FIXED = 10L << 20;

    /** What is kept in lists may take a quarter of what speech may. */
    private static final int SPEECH_PER_LISTS = 4;

    /** A part of the heap is for what is on its way, and for the collector. */
    private static final int PART_ON_ITS_WAY = 4;

    /** A room with its topic, its key and what each may have on its lists, besides what was said there. */
    private static final int PER_ROOM = 4 * 1024;

    /** What a connection keeps at its worst besides lines and rooms: itself, its user, memberships, answers not read. */
    private static final int PER_CONNECTION = 48 * 1024;

    /** A line comes in as bytes, and waits for its turn as text. */
    private static final int PER_BYTE_OF_LINE = 3;

    /** Keys, and a record that has come in part. */
    private static final int PER_TLS_CONNECTION = 44 * 1024;

    private static final int FEWEST = 16;

    static HeapPlan of(ServerConfig config) {
        return of(config, Runtime.getRuntime().maxMemory());
    }

    static HeapPlan of(ServerConfig config, long heap) {
        return new HeapPlan(heap, Math.max(LEAST_SPEECH, heap / 100 * config.memoryShare()));
    }

    /** How many connections there may be; 0 for no limit. */
    int connections(ServerConfig config) {
        if (config.maxConnections() != AS_MANY_AS_FIT) {
            return config.maxConnections();
        }
        long each = PER_CONNECTION
                + (long) PER_BYTE_OF_LINE * config.maxLine()
                + (config.tls() == null ? 0 : PER_TLS_CONNECTION);
        long left = heap - FIXED - heap / PART_ON_ITS_WAY - speech - speech / SPEECH_PER_LISTS;
        return Math.clamp(connections(left, each, config.limits()), FEWEST, MOST_BY_ITSELF);
    }

    /** Each in rooms of its own, as long as there may be more rooms. */
    private static long connections(long left, long each, Limits limits) {
        int ownRooms = limits.of(Limit.ROOMS_PER_USER);
        long allRooms = limits.of(Limit.ROOMS);
        long withRooms = left / (each + (long) ownRooms * PER_ROOM);
        return withRooms * ownRooms <= allRooms ? withRooms : (left - allRooms * PER_ROOM) / each;
    }
}
