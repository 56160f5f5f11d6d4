package dev.chatroom.server.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.core.User;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.text.Nickname;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hides the addresses of people from each other behind names that look like hosts, so that the same person at the same
 * address has the same name, and neighbours have the same end of it: a mask can stand for one person, for one address,
 * or for its network. IRC clients make masks of a host, or of a host without its first label, and mostly of a user name;
 * all of these stand for one person, or for that person's address at most.
 *
 * <p>A name says nothing about the address to those who lack the key, for all that there are few IPv4 addresses to try.
 * It holds only for as long as the key does. Parts are the beginnings of HMACs with SHA-256 (RFC 2104) in the letters
 * of base32 (RFC 4648), so that two networks of one name are to be expected only among tens of thousands.
 *
 * <p>May be called from any thread.
 */
public final class Cloak implements Cloaks {
    /** Whoever knows one address and its name could try out all shorter keys. */
    private static final int LEAST_KEY_BYTES = 16;

    private static final String ALGORITHM = "HmacSHA256";
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BITS = 5;

    /** Of labels that must be told apart everywhere, or among all who come from a household of any size. */
    private static final int LETTERS = 6;

    /** Of labels that must be told apart within one network or one address. */
    private static final int FEW_LETTERS = 5;

    /** No IRC client can have this in its user name, so nobody can have the name of somebody at {@code nc}. */
    private static final char UNFORGEABLE = '+';

    /** Has the key, and is only copied. To ask the JDK for one leaves behind 170 bytes in each thread that does. */
    private final Mac keyed;

    private Cloak(byte[] key) {
        if (key.length < LEAST_KEY_BYTES) {
            throw new IllegalArgumentException("A key has at least " + LEAST_KEY_BYTES + " bytes, not " + key.length);
        }
        this.keyed = keyed(key);
    }

    /**
     * With a key that somebody keeps.
     *
     * @throws IllegalArgumentException if the key has less than {@value #LEAST_KEY_BYTES} bytes
     */
    public static Cloak of(byte[] key) {
        return new Cloak(key);
    }

    /** With a key that nobody knows, so names hold until the process ends. */
    public static Cloak random() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return new Cloak(key);
    }

    /**
     * A host of letters, digits and dots, at most 63 long, and a user name of at most ten bytes. The host is
     * {@code person.address.network.larger network.ip}: of an IPv4 address, the networks are its /24 and its /16; of an
     * IPv6 address, all that counts is its /64, which is a household or a machine, and the networks are its /48 and its
     * /32. Text that is no address is hidden as a whole: {@code person.text.host}.
     */
    @Override
    public Profile of(User user, Nickname nickname) {
        // The end of the host is known since the user arrived; three hashes are spared.
        return of(user, nickname, Cloaks.addressPart(user.profile().host()));
    }

    /** The profile of a user who comes from this address now. */
    public Profile of(User user, String address) {
        return of(user, user.nickname(), addressPart(address));
    }

    private Profile of(User user, Nickname nickname, String addressPart) {
        long person = hash('n', (addressPart + '!' + nickname.key()).getBytes(UTF_8));
        return new Profile(
                letters(person << (LETTERS * BITS), FEW_LETTERS) + UNFORGEABLE,
                user.profile().realName(),
                letters(person, LETTERS) + '.' + addressPart);
    }

    /** The profile of somebody of whom only the address is known yet; nobody is shown it. */
    public Profile ofNewcomer(String address) {
        return new Profile("new", "", "new." + addressPart(address));
    }

    /** The end of the hosts of all who come from this address. */
    String addressPart(String address) {
        byte[] bytes = AddressText.bytes(address);
        return switch (bytes.length) {
            case 4 -> networks('4', bytes, 4, 3, 2);
            case 16 -> networks('6', bytes, 8, 6, 4);
            default -> letters(hash('t', address.getBytes(UTF_8)), LETTERS) + ".host";
        };
    }

    private String networks(char kind, byte[] address, int all, int network, int larger) {
        return letters(hash(kind, Arrays.copyOf(address, all)), LETTERS)
                + '.' + letters(hash(kind, Arrays.copyOf(address, network)), FEW_LETTERS)
                + '.' + letters(hash(kind, Arrays.copyOf(address, larger)), LETTERS)
                + ".ip";
    }

    /** The kind parts what would be the same bytes otherwise: an IPv4 address and the /32 of an IPv6 address. */
    private long hash(char kind, byte[] bytes) {
        try {
            Mac mac = (Mac) keyed.clone();
            mac.update((byte) kind);
            return ByteBuffer.wrap(mac.doFinal(bytes)).getLong();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The JDK's " + ALGORITHM + " can be copied", e);
        }
    }

    private static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    /** The first bits, five for each letter. */
    private static String letters(long bits, int letters) {
        StringBuilder text = new StringBuilder(letters);
        for (int i = 1; i <= letters; i++) {
            text.append(BASE32.charAt((int) (bits >>> (Long.SIZE - BITS * i)) & 31));
        }
        return text.toString();
    }
}
