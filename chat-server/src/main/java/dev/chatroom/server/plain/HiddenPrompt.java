package dev.chatroom.server.plain;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.server.dialect.LineSink;

/**
 * A question to a person whose answer nobody should see on the screen. What comes next is the answer.
 *
 * <p>A telnet client is told that the server echoes from now on, so that it does not, and the contrary afterwards (RFC
 * 857). Who is at {@code nc} sees the answer, and a few signs more; whether it is telnet cannot be known before.
 */
final class HiddenPrompt {
    private static final byte[] WILL_ECHO = {(byte) 255, (byte) 251, 1};
    private static final byte[] WONT_ECHO = {(byte) 255, (byte) 252, 1};

    private HiddenPrompt() {}

    /** Writes the question, and has the client hide what comes next. */
    static void ask(String question, LineSink sink) {
        sink.line(question.getBytes(UTF_8));
        sink.lines(WILL_ECHO, 0, WILL_ECHO.length);
    }

    /** Has the client show again what its user types. */
    static void show(LineSink sink) {
        sink.lines(WONT_ECHO, 0, WONT_ECHO.length);
        // The end of the line that the client has not shown either.
        sink.line(new byte[0]);
    }
}
