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
    /** Lines that are not lines but these commands; nobody can write them, since they hold no character. */
    static final String HIDE = "\uFFFF+echo";

    static final String SHOW = "\uFFFF-echo";

    private static final byte[] WILL_ECHO = {(byte) 255, (byte) 251, 1};
    private static final byte[] WONT_ECHO = {(byte) 255, (byte) 252, 1};

    private HiddenPrompt() {}

    /** Writes one of the two, or else false. */
    static boolean write(String line, LineSink sink) {
        boolean hides = line.startsWith(HIDE);
        if (!hides && !line.equals(SHOW)) {
            return false;
        }
        byte[] text = line.substring(hides ? HIDE.length() : SHOW.length()).getBytes(UTF_8);
        byte[] command = hides ? WILL_ECHO : WONT_ECHO;
        if (text.length > 0) {
            sink.line(text);
        }
        sink.lines(command, 0, command.length);
        if (!hides) {
            // The end of the line that the client has not shown either.
            sink.line(new byte[0]);
        }
        return true;
    }
}
