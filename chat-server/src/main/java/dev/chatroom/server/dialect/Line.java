package dev.chatroom.server.dialect;

/**
 * One line that a client wrote, without its end.
 *
 * @param text decoded as UTF-8; malformed input is shown as U+FFFD. Otherwise as the client sent it: it may hold
 *     control characters, and must be cleaned before another person's terminal sees it
 * @param cut whether the line was longer than the connection's bound, so that its rest was thrown away
 * @param wellFormed whether the line was in UTF-8
 */
public record Line(String text, boolean cut, boolean wellFormed) {

    /** A line that was in UTF-8. */
    public Line(String text, boolean cut) {
        this(text, cut, true);
    }
}
