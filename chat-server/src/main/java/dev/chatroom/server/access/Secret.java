package dev.chatroom.server.access;

import dev.chatroom.server.access.Guess.Match;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A password as it is configured: as plain text, or as the bcrypt hash of it. It is never shown. Immutable; for any
 * thread.
 */
public final class Secret {
    /** How many characters a password in plain text may have, which fits the shortest line of all doors. */
    static final int MOST_CHARS = 256;

    private final byte[] plain;
    private final @Nullable BcryptHash hash;

    private Secret(byte[] plain, @Nullable BcryptHash hash) {
        this.plain = plain;
        this.hash = hash;
    }

    /**
     * The secret that {@code text} gives: what looks like a bcrypt hash is one, everything else is the password itself.
     *
     * @throws IllegalArgumentException if it is empty, longer than {@value #MOST_CHARS} characters or has control
     *     characters, or if it is a hash that is damaged or costs too much to check; the message does not show it
     */
    public static Secret of(String text) {
        if (text.isEmpty() || text.length() > MOST_CHARS || hasControlCharacters(text)) {
            throw new IllegalArgumentException("a password is one line of 1 to %d characters".formatted(MOST_CHARS));
        }
        Optional<BcryptHash> hash = BcryptHash.parse(text);
        return hash.isPresent()
                ? new Secret(new byte[0], hash.get())
                : new Secret(text.getBytes(StandardCharsets.UTF_8), null);
    }

    /**
     * Hashes a password by bcrypt, with cost 12 and a salt of its own each time.
     *
     * @throws IllegalArgumentException if it is empty, has control characters, or is longer than 72 bytes in UTF-8, of
     *     which bcrypt takes no more; the message says so
     */
    public static String hash(String password) {
        if (hasControlCharacters(password)) {
            throw new IllegalArgumentException("a password is one line without control characters");
        }
        return BcryptHash.of(password);
    }

    /**
     * Whether somebody who says {@code guess} knows the secret. For plain text the time that this takes says nothing
     * about the secret. A hash keeps the thread busy for a quarter of a second at cost 12, and twice that for each further
     * step. What is longer than 72 bytes matches no hash.
     */
    public boolean matches(String guess) {
        return guess(guess).isRight();
    }

    /** A guess at it. */
    Guess guess(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return new Guess() {
            @Override
            public Match atOnce() {
                return hash == null ? isPlain(utf8) : hash.matchesAtOnce(utf8);
            }

            @Override
            public boolean isRight() {
                return hash == null ? isPlain(utf8) == Match.YES : hash.matches(utf8);
            }
        };
    }

    private Match isPlain(byte[] utf8) {
        // The order matters: the time depends on the length of the first.
        return MessageDigest.isEqual(utf8, plain) ? Match.YES : Match.NO;
    }

    /** One that no guess is known to match, which takes as long to find out as with others of that cost. */
    static Secret decoy(OptionalInt cost) {
        return cost.isPresent()
                ? new Secret(new byte[0], BcryptHash.decoy(cost.getAsInt()))
                : new Secret(new byte[] {0}, null);
    }

    /** No door lets them through. */
    private static boolean hasControlCharacters(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    /** The cost of its hash; none for plain text. */
    OptionalInt cost() {
        return hash == null ? OptionalInt.empty() : OptionalInt.of(hash.cost());
    }

    /** What it is, but not what it says. */
    @Override
    public String toString() {
        return hash == null ? "a password" : "a hashed password";
    }
}
