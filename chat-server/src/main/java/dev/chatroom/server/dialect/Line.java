package dev.chatroom.server.dialect;

/**
 * One line that a client wrote, without its end.
 *
 * @param text decoded as UTF-8; malformed input is shown as U+FFFD. Otherwise as the client sent it: it may hold
 *     control characters, and must be cleaned before another person's terminal sees it
 * @param cut whether the line was longer than the connection's bound, so that its rest was thrown away
 */
public record Line(String text, boolean cut) {}
