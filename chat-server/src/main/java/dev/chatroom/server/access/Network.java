package dev.chatroom.server.access;

import java.net.InetAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A network of addresses as in {@code 10.1.0.0/16} (RFC 4632 section 3.1), or one address if all bits count. Immutable.
 */
public final class Network {
    private final byte[] address;
    private final int bits;

    private Network(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    /** Null if it is none; names are not looked up. */
    public static @Nullable Network parse(String written) {
        int slash = written.indexOf('/');
        byte[] address = AddressText.bytes(slash < 0 ? written : written.substring(0, slash));
        int all = 8 * address.length;
        if (all == 0) {
            return null;
        }
        if (slash < 0) {
            return new Network(address, all);
        }
        String bits = written.substring(slash + 1);
        return bits.matches("[0-9]{1,3}") && Integer.parseInt(bits) <= all
                ? new Network(address, Integer.parseInt(bits))
                : null;
    }

    /** Whether it is the same one, however both were written. */
    boolean isSame(Network other) {
        return bits == other.bits && contains(other.address);
    }

    public boolean contains(InetAddress other) {
        return contains(other.getAddress());
    }

    /** The same of the bytes of an address. */
    boolean contains(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        int whole = bits / 8;
        if (Arrays.mismatch(address, 0, whole, other, 0, whole) >= 0) {
            return false;
        }
        int rest = bits % 8;
        int differing = rest == 0 ? 0 : (address[whole] ^ other[whole]) & 0xFF;
        return differing >>> (8 - rest) == 0;
    }
}
