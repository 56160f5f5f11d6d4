package dev.chatroom.server.access;

import dev.chatroom.server.access.LoginAttempt.Kind;
import dev.chatroom.server.access.LoginAttempt.Source;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Who may come in, and who runs the server. Guesses may have to wait their turn, and wrong ones make their address wait.
 * For any thread.
 */
public final class Access {
    /** How many guesses may wait if nothing else is said. */
    public static final int STANDARD_GUESSES = 1_000;

    private final Optional<Secret> password;
    private final Operators operators;
    private final LoginQueue queue;

    /** @param mostGuesses how many guesses may wait to be looked at */
    public Access(Optional<Secret> password, Operators operators, InstantSource clock, int mostGuesses) {
        this.password = password;
        this.operators = operators;
        this.queue = new LoginQueue(clock, mostGuesses);
    }

    /** Whether newcomers are asked for a password. */
    public boolean asksForPassword() {
        return password.isPresent();
    }

    /**
     * Begins to look whether this is the password; it is right if there is none.
     *
     * @param host where the guess comes from, the same for all connections that one household can make
     * @param address the same for the log
     */
    public LoginAttempt tryPassword(String host, String address, String guess) {
        return queue.submit(
                new Source(Kind.PASSWORD, host), address,
                password.map(secret -> secret.guess(guess)).orElse(Guess.UNASKED));
    }

    /** Whether anybody can run the server. */
    public boolean hasOperators() {
        return !operators.isEmpty();
    }

    /** Begins to look whether this is the secret of an operator of that name; see {@link #tryPassword}. */
    public LoginAttempt tryOperator(String host, String address, String name, String guess) {
        return queue.submit(new Source(Kind.OPERATOR, host), address, operators.guess(name, guess));
    }

    /** How many guesses wait to be looked at. */
    public int waiting() {
        return queue.waiting();
    }
}
