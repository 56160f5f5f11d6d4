package dev.chatroom.server.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts connections, in all and by address. An IPv6 network of 64 bits counts as one address, since that is the least
 * that one household gets. For any thread.
 */
public final class ConnectionLimits {
    /** Why a connection cannot be served. */
    public sealed interface Refusal {}

    /** Nobody may connect from its address. */
    public record Banned() implements Refusal {}

    /** There are as many connections as there may be. */
    public record ServerFull(int most) implements Refusal {}

    /** There are as many connections from its address as there may be. */
    public record AddressFull(int most) implements Refusal {}

    private final BannedAddresses banned;
    private final int maxConnections;
    private final int maxPerAddress;
    private final AtomicInteger connections = new AtomicInteger();
    private final ConcurrentHashMap<Object, Integer> byAddress = new ConcurrentHashMap<>();

    /** How many had no place that had been accepted. */
    private final AtomicLong refused = new AtomicLong();

    /** For both, 0 is no limit. */
    public ConnectionLimits(int maxConnections, int maxPerAddress) {
        this(maxConnections, maxPerAddress, new BannedAddresses());
    }

    public ConnectionLimits(int maxConnections, int maxPerAddress, BannedAddresses banned) {
        this.banned = banned;
        this.maxConnections = maxConnections;
        this.maxPerAddress = maxPerAddress;
    }

    /** Counts a connection, in all and for its address, or says why it cannot be served. */
    public @Nullable Refusal enter(InetAddress address) {
        if (banned.isBanned(address)) {
            return new Banned();
        }
        Refusal full = enterUnnamed();
        if (full != null) {
            return full;
        }
        Refusal crowded = count(address);
        if (crowded != null) {
            leaveUnnamed();
        }
        return crowded;
    }

    /** Counts a connection in all, since it is not known yet for whose address it counts. */
    public @Nullable Refusal enterUnnamed() {
        if (connections.incrementAndGet() > maxConnections && maxConnections > 0) {
            connections.decrementAndGet();
            return new ServerFull(maxConnections);
        }
        return null;
    }

    /** Counts a connection for an address that has been counted in all, or says why it cannot be served. */
    public @Nullable Refusal takePlace(InetAddress address) {
        Refusal refusal = banned.isBanned(address) ? new Banned() : count(address);
        if (refusal != null) {
            refused.incrementAndGet();
        }
        return refusal;
    }

    /** How often {@link #takePlace} has found none since the last time this was asked. */
    public long takeRefused() {
        return refused.getAndSet(0);
    }

    private @Nullable Refusal count(InetAddress address) {
        if (byAddress.merge(key(address), 1, Integer::sum) > maxPerAddress && maxPerAddress > 0) {
            giveBack(address);
            return new AddressFull(maxPerAddress);
        }
        return null;
    }

    /** How many connections there may be in all; 0 if that has no bound. */
    public int most() {
        return maxConnections;
    }

    /** Takes a connection off the count that {@link #enter} had counted. */
    public void leave(InetAddress address) {
        leaveUnnamed();
        giveBack(address);
    }

    /** Takes off what {@link #enterUnnamed} had counted. */
    public void leaveUnnamed() {
        connections.decrementAndGet();
    }

    /** Takes off what {@link #takePlace} had counted. */
    public void giveBack(InetAddress address) {
        byAddress.computeIfPresent(key(address), (key, count) -> count == 1 ? null : count - 1);
    }

    /** What counts as one address. */
    public static Object key(InetAddress address) {
        return address instanceof Inet6Address ? (Object) ByteBuffer.wrap(address.getAddress()).getLong() : address;
    }
}
