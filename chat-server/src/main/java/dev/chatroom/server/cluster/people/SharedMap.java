package dev.chatroom.server.cluster.people;

import java.util.function.Consumer;

/**
 * A map that all nodes share. Each value has a revision, greater than all before it, and is written only if the key has the
 * revision that the writer knows: of several who write at once, one does it. Answers and news come on the ledger's thread, one at
 * a time, and never inside of a call.
 */
interface SharedMap {
    /** The revision of a key that has no value. */
    long NONE = 0;

    /** What became of a change. */
    sealed interface Answer {
        /** It was made. */
        record Written(long revision) implements Answer {}

        /** The key has another revision. */
        record Changed() implements Answer {}

        /** The answer was lost: it may have been made, or may be made yet. */
        record Unknown() implements Answer {}
    }

    /** What a key has. */
    sealed interface Reading {
        record Found(WrittenValue value, long revision) implements Reading {}

        record Absent() implements Reading {}

        /** The map cannot be reached. */
        record Unknown() implements Reading {}
    }

    /** Gives a key a value, if it has this revision. */
    void write(String key, WrittenValue value, long after, Consumer<Answer> answer);

    /** Takes a key's value away, if it has this revision. */
    void delete(String key, long after, Consumer<Answer> answer);

    void read(String key, Consumer<Reading> answer);

    /** Is told of all changes, of each key in their order. */
    interface Listener {
        /**
         * All values are handed over from the beginning; those of before that do not come are gone.
         *
         * @param newest the greatest revision that there was by then
         */
        void begins(long newest);

        void put(String key, WrittenValue value, long revision);

        void gone(String key, long revision);

        /** All that was there at the beginning has been handed over. */
        void complete();
    }
}
