package dev.chatroom.server.access;

import dev.chatroom.server.access.Guess.Match;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Who may become an operator of the server: names, which are compared exactly, each with its secret. A name has nothing
 * to do with a nickname. Immutable; for any thread.
 */
public final class Operators {
    private static final Operators NONE = new Operators(Map.of());

    private final Map<String, Secret> secrets;
    private final Secret decoy;

    private Operators(Map<String, Secret> secrets) {
        this.secrets = secrets;
        this.decoy = Secret.decoy(secrets.values().stream()
                .map(Secret::cost)
                .filter(OptionalInt::isPresent)
                .mapToInt(OptionalInt::getAsInt)
                .max());
    }

    /** Nobody. */
    public static Operators none() {
        return NONE;
    }

    /** Each name with its secret. */
    public static Operators of(Map<String, Secret> secrets) {
        return new Operators(new LinkedHashMap<>(secrets));
    }

    /** Whether there are none at all. */
    public boolean isEmpty() {
        return secrets.isEmpty();
    }

    /**
     * Whether {@code guess} is the secret of {@code name}. To be told no takes as long for a name that does not exist as
     * for a wrong secret, so that nobody finds out the names; see {@link Secret#matches} for how long.
     */
    public boolean admit(String name, String guess) {
        Secret secret = secrets.get(name);
        if (secret != null && secret.matches(guess)) {
            return true;
        }
        // A secret that is cheaper to check than another would tell that its name exists.
        if (secret == null || !secret.cost().equals(decoy.cost())) {
            decoy.matches(guess);
        }
        return false;
    }

    /** A guess at the secret of that name. */
    Guess guess(String name, String text) {
        Secret secret = secrets.get(name);
        Match never = decoy.guess(text).atOnce();
        return new Guess() {
            @Override
            public Match atOnce() {
                Match match = secret == null ? Match.NO : secret.guess(text).atOnce();
                // A name whose secret can be told to be wrong at once must look like one that does not exist.
                return match == Match.NO ? never : match;
            }

            @Override
            public boolean isRight() {
                return admit(name, text);
            }
        };
    }

    /** The names only. */
    @Override
    public String toString() {
        return secrets.keySet().toString();
    }
}
