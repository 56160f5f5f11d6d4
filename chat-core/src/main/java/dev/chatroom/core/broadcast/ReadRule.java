package dev.chatroom.core.broadcast;

/**
 * Which readers may read which events of a log. Both answers are always the same for the same event.
 *
 * @param <E> the type of the events
 */
public interface ReadRule<E> {

    /** Whether everybody may read an event. Asked once, when it is appended. */
    boolean isForAll(E event);

    /** Whether this reader may read an event that is not for everybody. */
    boolean isFor(E event, long reader);

    /** Everybody reads everything. */
    static <E> ReadRule<E> everything() {
        return new ReadRule<>() {
            @Override
            public boolean isForAll(E event) {
                return true;
            }

            @Override
            public boolean isFor(E event, long reader) {
                return true;
            }
        };
    }
}
