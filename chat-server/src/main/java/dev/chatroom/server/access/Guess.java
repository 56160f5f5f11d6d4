package dev.chatroom.server.access;

/** Something that somebody has said and that may be a secret. Immutable; for any thread. */
interface Guess {
    /** What can be told of it without computing a hash. */
    enum Match {
        /** It is the secret. */
        YES,
        /** It is not. */
        NO,
        /** Only {@link Guess#isRight} tells. */
        UNKNOWN
    }

    /** One that is right where nothing is asked. */
    Guess UNASKED = new Guess() {
        @Override
        public Match atOnce() {
            return Match.YES;
        }

        @Override
        public boolean isRight() {
            return true;
        }
    };

    /** What can be told within microseconds. It may change from {@code UNKNOWN} to {@code YES} once others were right. */
    Match atOnce();

    /** Whether it is right. Keeps the thread busy for as long as a slow hash takes, so not for a virtual thread. */
    boolean isRight();
}
