package dev.chatroom.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hides the addresses of people from each other behind names that look like hosts, so that the same address has the
 * same name and neighbours have the same end of it: a mask can stand for one address or for its network.
 *
 * <p>A name says nothing about the address to those who lack the key, for all that there are few IPv4 addresses to try.
 * It holds only for as long as the key does. Parts are the beginnings of HMACs with SHA-256 (RFC 2104) in the letters
 * of base32 (RFC 4648), so that two networks of one name are to be expected only among tens of thousands.
 *
 * <p>May be called from any thread.
 */
final class Cloak {
    /** Whoever knows one address and its name could try out all shorter keys. */
    private static final int LEAST_KEY_BYTES = 16;

    private static final String ALGORITHM = "HmacSHA256";
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

    private static final int ALL_LETTERS = 8;
    private static final int NETWORK_LETTERS = 6;

    private final SecretKeySpec key;

    /** @throws IllegalArgumentException if the key has less than {@value #LEAST_KEY_BYTES} bytes */
    Cloak(byte[] key) {
        if (key.length < LEAST_KEY_BYTES) {
            throw new IllegalArgumentException("A key has at least " + LEAST_KEY_BYTES + " bytes, not " + key.length);
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** With a key that nobody knows, so names hold until the process ends. */
    static Cloak random() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return new Cloak(key);
    }

    /**
     * A name of letters, digits and dots, at most 63 long. {@code address.network.larger network.ip}: of an IPv4
     * address, the networks are its /24 and its /16; of an IPv6 address, all that counts is its /64, which is a
     * household or a machine, and the networks are its /48 and its /32. Text that is no address is hidden as a whole:
     * {@code text.host}.
     */
    String of(String address) {
        byte[] bytes = AddressText.bytes(address);
        return switch (bytes.length) {
            case 4 -> name('4', bytes, 4, 3, 2);
            case 16 -> name('6', bytes, 8, 6, 4);
            default -> part('t', address.getBytes(UTF_8), ALL_LETTERS) + ".host";
        };
    }

    private String name(char kind, byte[] address, int all, int network, int larger) {
        return part(kind, Arrays.copyOf(address, all), ALL_LETTERS)
                + '.' + part(kind, Arrays.copyOf(address, network), NETWORK_LETTERS)
                + '.' + part(kind, Arrays.copyOf(address, larger), NETWORK_LETTERS)
                + ".ip";
    }

    /** The kind parts what would be the same bytes otherwise: an IPv4 address and the /32 of an IPv6 address. */
    private String part(char kind, byte[] bytes, int letters) {
        byte[] hash;
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((byte) kind);
            hash = mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
        long bits = ByteBuffer.wrap(hash).getLong();
        StringBuilder part = new StringBuilder(letters);
        for (int i = 1; i <= letters; i++) {
            part.append(BASE32.charAt((int) (bits >>> (Long.SIZE - 5 * i)) & 31));
        }
        return part.toString();
    }
}
