package dev.chatroom.server.pace;

import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** An answer that takes long, made piece by piece so that others are served in between. Owned by the reader. */
public interface LongAnswer {
    /** What a piece costs at most, in units. */
    int UNITS_PER_PIECE = 4;

    /** Makes the next piece and charges it; whether there is more. */
    boolean makePiece(Workload work);

    /** Whether its pieces wait for a disk rather than keep a carrier: then they take no turn from other answers. */
    default boolean waitsForDisk() {
        return false;
    }

    /** There will be no further piece: ends what was begun. */
    default void abandon() {}

    /** This answer, and then another. */
    default LongAnswer then(LongAnswer other) {
        LongAnswer first = this;
        return new LongAnswer() {
            private boolean firstIsMade;

            @Override
            public boolean makePiece(Workload work) {
                boolean isOther = firstIsMade;
                boolean more = current().makePiece(work);
                firstIsMade |= !more;
                return more || !isOther;
            }

            @Override
            public boolean waitsForDisk() {
                return current().waitsForDisk();
            }

            @Override
            public void abandon() {
                current().abandon();
            }

            private LongAnswer current() {
                return firstIsMade ? other : first;
            }
        };
    }

    /** An answer in one piece, of a known price. */
    static LongAnswer of(int units, Runnable action) {
        return work -> {
            work.charge(units);
            action.run();
            return false;
        };
    }

    /**
     * An answer in one piece that reads what is kept, and charges itself what that costs.
     *
     * @param fromDisk whether that waits for a disk
     */
    static LongAnswer reading(boolean fromDisk, Consumer<Workload> action) {
        return new LongAnswer() {
            @Override
            public boolean makePiece(Workload work) {
                action.accept(work);
                return false;
            }

            @Override
            public boolean waitsForDisk() {
                return fromDisk;
            }
        };
    }

    /**
     * Looks at one thing after the other, of which there may be very many.
     *
     * @param perUnit how many of them cost a unit, at least 1
     * @param each is given each of them
     * @param end comes behind the last
     */
    static <T> LongAnswer over(Iterator<? extends T> things, int perUnit, Consumer<T> each, Runnable end) {
        return until(things, perUnit, thing -> {
            each.accept(thing);
            return true;
        }, end);
    }

    /** The same, until one of them has been enough: then {@code each} returns false. */
    static <T> LongAnswer until(Iterator<? extends T> things, int perUnit, Predicate<T> each, Runnable end) {
        return work -> {
            boolean more = true;
            for (int unit = 0; unit < UNITS_PER_PIECE && more; unit++) {
                work.charge(1);
                for (int i = 0; i < perUnit && more; i++) {
                    more = things.hasNext() && each.test(things.next());
                }
            }
            if (!more) {
                end.run();
            }
            return more;
        };
    }
}
