package dev.chatroom.server.dialect;

import dev.chatroom.server.access.LoginAttempt;
import dev.chatroom.server.access.LoginAttempt.Verdict;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one client says to be let in, or to run the server: one attempt at a time. Owned by its reader. */
public final class Login {
    /** The one that waits for its verdict. */
    private @Nullable LoginAttempt attempt;

    /** The attempt that waits for its verdict, null if there is none. */
    public @Nullable LoginAttempt made() {
        return attempt;
    }

    /**
     * Makes an attempt, or asks what has become of the one that was made when this line was acted on before.
     *
     * @param then what follows from the verdict
     * @return that, or that the reader is to wait and to give the same line again
     */
    public Next attempt(Supplier<LoginAttempt> beginning, Function<Verdict, Next> then) {
        LoginAttempt current = attempt == null ? beginning.get() : attempt;
        Verdict verdict = current.verdict();
        attempt = verdict == null ? current : null;
        return verdict == null ? new Next.Await(current) : then.apply(verdict);
    }
}
