package dev.chatroom.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.chatroom.server.ChatServer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * What a server in this process occupies, and with it what those of its clients occupy that are here too. Its
 * connections stand for its virtual threads, of which there is one each.
 *
 * @param threads the names of the platform threads, other than those that carry virtual ones, which come and go
 * @param heap bytes in use after a collection; 0 where that is not asked for
 */
record Census(int connections, List<String> threads, long descriptors, long heap) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long GLANCE_NANOS = 5_000_000;
    private static final long HEAP_GLANCE_NANOS = 500_000_000;

    /** The virtual machine opens some of its own now and then. A fault has more connections than that. */
    private static final long SPARE_DESCRIPTORS = 8;

    /** The serial collector leaves some garbage where it is, except every fourth time. */
    private static final int COLLECTIONS = 4;

    private static final long SPARE_HEAP = 8L << 20;

    /** Collects the heap first if this is the long form: it takes a while. */
    static Census of(ChatServer server) {
        return new Census(server.connections(), platformThreads(), openDescriptors(), Extent.LONG ? usedHeap() : 0);
    }

    /** Waits until the server occupies no more than this again. */
    void awaitAgain(ChatServer server) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isWithin(server) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(GLANCE_NANOS);
        }
        assertThat(server.connections()).as("connections").isEqualTo(connections);
        assertThat(newThreads()).as("threads that there were not before").isEmpty();
        assertThat(openDescriptors()).as("open descriptors").isLessThanOrEqualTo(descriptors + SPARE_DESCRIPTORS);
        if (Extent.LONG) {
            assertThat(heapOnceSettled()).as("bytes of heap in use").isLessThanOrEqualTo(heap + SPARE_HEAP);
        }
    }

    /** The server's timer knows those who have left for a second longer. */
    private long heapOnceSettled() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long used = usedHeap();
        while (used > heap + SPARE_HEAP && System.nanoTime() < deadline) {
            LockSupport.parkNanos(HEAP_GLANCE_NANOS);
            used = usedHeap();
        }
        return used;
    }

    private boolean isWithin(ChatServer server) {
        return server.connections() == connections
                && newThreads().isEmpty()
                && openDescriptors() <= descriptors + SPARE_DESCRIPTORS;
    }

    private List<String> newThreads() {
        List<String> more = new ArrayList<>(platformThreads());
        threads.forEach(more::remove);
        return more;
    }

    private static List<String> platformThreads() {
        ThreadInfo[] all = ManagementFactory.getThreadMXBean()
                .getThreadInfo(ManagementFactory.getThreadMXBean().getAllThreadIds());
        return Arrays.stream(all)
                .filter(Objects::nonNull)
                .map(ThreadInfo::getThreadName)
                .filter(name -> !name.startsWith("ForkJoinPool-"))
                .toList();
    }

    /** 0 where the system does not tell. */
    static long openDescriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    static long usedHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
