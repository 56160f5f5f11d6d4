package dev.chatroom.server.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads IP addresses as they are written, in numbers; it knows no names and asks nobody.
 *
 * <p>Source: RFC 4291 section 2.2, and 2.5.5.2 for IPv4 within IPv6. May be called from any thread.
 */
public final class AddressText {
    private static final byte[] NONE = {};
    private static final byte[] IPV4_WITHIN_IPV6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private AddressText() {}

    /** The address; empty if the text is none. */
    public static Optional<InetAddress> parse(String text) {
        byte[] bytes = bytes(text);
        try {
            return bytes.length == 0 ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("addresses have 4 or 16 bytes", e);
        }
    }

    /**
     * The four bytes of an IPv4 address, also of one within IPv6, or the sixteen of another IPv6 address, whose zone is
     * passed over; none if the text is no address.
     */
    static byte[] bytes(String text) {
        if (text.indexOf(':') < 0) {
            ByteBuffer four = ByteBuffer.allocate(4);
            return ipv4(text, four) ? four.array() : NONE;
        }
        int zone = text.indexOf('%');
        byte[] bytes = ipv6(zone < 0 ? text : text.substring(0, zone));
        boolean ipv4 = Arrays.equals(bytes, 0, Math.min(12, bytes.length), IPV4_WITHIN_IPV6, 0, 12);
        return ipv4 ? Arrays.copyOfRange(bytes, 12, 16) : bytes;
    }

    private static byte[] ipv6(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(16);
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, bytes) && !bytes.hasRemaining() ? bytes.array() : NONE;
        }
        ByteBuffer behind = ByteBuffer.allocate(16);
        boolean good = text.lastIndexOf('.', gap) < 0
                && (gap == 0 || groups(text.substring(0, gap), bytes))
                && (gap + 2 == text.length() || groups(text.substring(gap + 2), behind))
                && bytes.position() + behind.position() < 16;
        if (!good) {
            return NONE;
        }
        bytes.position(16 - behind.position()).put(behind.flip());
        return bytes.array();
    }

    /** Adds groups of hexadecimal digits, the last two perhaps as an IPv4 address; false if they are none or too many. */
    private static boolean groups(String text, ByteBuffer to) {
        String[] groups = text.split(":", -1);
        for (int i = 0; i < groups.length; i++) {
            if (i == groups.length - 1 && groups[i].indexOf('.') >= 0) {
                return to.remaining() >= 4 && ipv4(groups[i], to);
            }
            int group = number(groups[i], 16, 4);
            if (group < 0 || to.remaining() < 2) {
                return false;
            }
            to.putShort((short) group);
        }
        return true;
    }

    private static boolean ipv4(String text, ByteBuffer to) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            int number = number(part, 10, 3);
            // Some read a number that begins with 0 as octal, so nobody can say which address it is.
            if (number < 0 || number > 255 || (part.length() > 1 && part.charAt(0) == '0')) {
                return false;
            }
            to.put((byte) number);
        }
        return true;
    }

    /** The number that ASCII digits make; -1 if there are none, too many, or others. */
    private static int number(String digits, int radix, int most) {
        if (digits.isEmpty() || digits.length() > most) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            number = number * radix + digit;
        }
        return number;
    }
}
