package dev.chatroom.server.dialect;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Who may come in, and who runs the server. Guesses may take as long as a slow hash does, and wrong ones make their
 * address wait: for a connection's own virtual thread.
 */
public final class Access {
    private static final System.Logger LOG = System.getLogger("dev.chatroom.server");

    /** What became of a guess. */
    public sealed interface Verdict {
        /** It is right. */
        record Admitted() implements Verdict {}

        /** It is wrong. */
        record Wrong() implements Verdict {}

        /** It has not been looked at: too many from there were wrong. */
        record Later(Duration after) implements Verdict {}
    }

    private final Optional<Secret> password;
    private final Operators operators;
    private final Guesses passwordGuesses;
    private final Guesses operatorGuesses;

    public Access(Optional<Secret> password, Operators operators, InstantSource clock) {
        this.password = password;
        this.operators = operators;
        this.passwordGuesses = new Guesses(clock);
        this.operatorGuesses = new Guesses(clock);
    }

    /** Whether newcomers are asked for a password. */
    public boolean asksForPassword() {
        return password.isPresent();
    }

    /**
     * Whether this is the password.
     *
     * @param host where the guess comes from, the same for all connections that one household can make
     * @param address the same for the log
     */
    public Verdict tryPassword(String host, String address, String guess) {
        return password.isEmpty()
                ? new Verdict.Admitted()
                : judge(passwordGuesses, host, () -> password.get().matches(guess), "password", address);
    }

    /** Whether this is the secret of an operator of that name. */
    public Verdict tryOperator(String host, String address, String name, String guess) {
        return judge(operatorGuesses, host, () -> operators.admit(name, guess), "operator's secret", address);
    }

    private static Verdict judge(
            Guesses guesses, String host, BooleanSupplier right, String what, String address) {
        Duration wait = guesses.take(host);
        if (!wait.isZero()) {
            return new Verdict.Later(wait);
        }
        if (right.getAsBoolean()) {
            guesses.right(host);
            return new Verdict.Admitted();
        }
        Duration next = guesses.wrong(host);
        LOG.log(Level.WARNING, "wrong {0} from {1}; the next guess waits {2} s", what, address, next.toSeconds());
        return new Verdict.Wrong();
    }
}
