package dev.chatroom.core.limit;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.CheckReturnValue;
import java.util.function.Function;

/**
 * What became of a request that may be refused in the ordinary course of things.
 *
 * @param <T> what a request that was granted yields
 */
@CheckReturnValue
public sealed interface Outcome<T> {

    /** The request was granted. */
    record Done<T>(T value) implements Outcome<T> {}

    /** The request was refused and changed nothing. */
    record Refused<T>(Refusal refusal) implements Outcome<T> {}

    /** The same with another value in place of this one, if it was granted. */
    default <R> Outcome<R> map(Function<? super T, ? extends R> change) {
        return switch (this) {
            case Done<T>(T value) -> new Done<>(change.apply(value));
            case Refused<T>(Refusal refusal) -> new Refused<>(refusal);
        };
    }

    /**
     * The value, for programs that know that they cannot be refused.
     *
     * @throws IllegalStateException if they were; the message names the refusal
     */
    @CanIgnoreReturnValue
    default T orThrow() {
        return switch (this) {
            case Done<T>(T value) -> value;
            case Refused<T>(Refusal refusal) -> throw new IllegalStateException("refused: " + refusal);
        };
    }
}
