package dev.chatroom.server.access;

import dev.chatroom.server.access.Guess.Match;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.jspecify.annotations.Nullable;

/**
 * A bcrypt hash in the modular crypt format (Provos and Mazières, "A Future-Adaptable Password Scheme", USENIX 1999; the
 * letters 2a, 2b and 2y name implementations that agree on what is accepted here). For any thread.
 *
 * <p>A check is meant to be slow: a quarter of a second at cost 12. So the first right guess is remembered in memory, as
 * its HMAC (RFC 2104) under a key that is there too and nowhere else: everybody who knows the password comes in at once
 * from then on.
 */
final class BcryptHash {
    /** Bytes beyond these do not take part in bcrypt at all. */
    static final int MOST_BYTES = 72;

    /** Two seconds a guess, by today's machines; each further step doubles it. */
    private static final int MOST_COST = 15;
    private static final int LEAST_COST = 4;
    private static final int OWN_COST = 12;
    private static final int SALT_BYTES = 16;
    private static final int DIGEST_KEY_BYTES = 32;
    private static final String DIGEST = "HmacSHA256";

    private static final Pattern LIKE_A_HASH = Pattern.compile("\\$2[a-z]?\\$\\d\\d\\$.*", Pattern.DOTALL);

    /** Base64 ends in bits that belong to nobody; no implementation sets them. */
    private static final Pattern WHOLE = Pattern.compile(
            "\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{30}[.CGKOSWaeimquy26]");

    private final String hash;
    private final int cost;
    private final SecretKeySpec digestKey = new SecretKeySpec(random(DIGEST_KEY_BYTES), DIGEST);

    /** Written when a guess was right; what it holds is never changed. */
    private volatile byte @Nullable [] right;

    private BcryptHash(String hash, int cost) {
        this.hash = hash;
        this.cost = cost;
    }

    /**
     * The hash that {@code text} is; nothing if it does not look like one.
     *
     * @throws IllegalArgumentException if it looks like one and cannot be used; the message says why without showing it
     */
    static Optional<BcryptHash> parse(String text) {
        if (!LIKE_A_HASH.matcher(text).matches()) {
            return Optional.empty();
        }
        Matcher whole = WHOLE.matcher(text);
        if (!whole.matches()) {
            throw new IllegalArgumentException(
                    "a bcrypt hash has 60 characters and begins with $2a$, $2b$ or $2y$; this one is damaged");
        }
        int cost = Integer.parseInt(whole.group(1));
        if (cost < LEAST_COST || cost > MOST_COST) {
            throw new IllegalArgumentException("a bcrypt hash may have a cost from %d to %d, not %d"
                    .formatted(LEAST_COST, MOST_COST, cost));
        }
        return Optional.of(new BcryptHash(text, cost));
    }

    /** A hash that nothing is known to match, which takes as long to find out as with others of that cost. */
    static BcryptHash decoy(int cost) {
        return new BcryptHash("$2b$%02d$%s".formatted(cost, ".".repeat(53)), cost);
    }

    /**
     * Hashes a password.
     *
     * @throws IllegalArgumentException if it is empty or longer than {@value #MOST_BYTES} bytes in UTF-8
     */
    static String of(String password) {
        byte[] utf8 = password.getBytes(StandardCharsets.UTF_8);
        if (!fits(utf8)) {
            throw new IllegalArgumentException(
                    "a password to be hashed has from 1 to %d bytes in UTF-8, not %,d".formatted(MOST_BYTES,
                            utf8.length));
        }
        return OpenBSDBCrypt.generate("2b", utf8, random(SALT_BYTES), OWN_COST);
    }

    int cost() {
        return cost;
    }

    /** What can be told without computing the hash: that it is the password that was right before, or cannot be one. */
    Match matchesAtOnce(byte[] guess) {
        if (!fits(guess)) {
            return Match.NO;
        }
        byte[] known = right;
        return known != null && MessageDigest.isEqual(digest(guess), known) ? Match.YES : Match.UNKNOWN;
    }

    /** Keeps the thread busy for as long as the hash takes. */
    boolean matches(byte[] guess) {
        Match known = matchesAtOnce(guess);
        if (known != Match.UNKNOWN) {
            return known == Match.YES;
        }
        boolean matches = OpenBSDBCrypt.checkPassword(hash, guess);
        if (matches) {
            right = digest(guess);
        }
        return matches;
    }

    /** Bcrypt would cut off what is too long and take a NUL for the end, so that several guesses were right. */
    private static boolean fits(byte[] utf8) {
        for (byte one : utf8) {
            if (one == 0) {
                return false;
            }
        }
        return utf8.length > 0 && utf8.length <= MOST_BYTES;
    }

    private byte[] digest(byte[] guess) {
        try {
            Mac mac = Mac.getInstance(DIGEST);
            mac.init(digestKey);
            return mac.doFinal(guess);
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
