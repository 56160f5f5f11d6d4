package dev.chatroom.server.dialect.irc;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Puts a line to a client together: source, command, parameters (modern.ircdocs.horse, Message Format). What people wrote
 * is made fit for a line: it cannot end it.
 */
final class IrcLine {
    /** What a line may be long in all but its tags and its end, in bytes (RFC 1459 section 2.3). */
    static final int MOST_BYTES = 510;

    private final StringBuilder line = new StringBuilder(96);

    private IrcLine(String source, String command) {
        line.append(':').append(source).append(' ').append(command);
    }

    static IrcLine from(String source, String command) {
        return new IrcLine(source, command);
    }

    /** A parameter that has no space and is not empty. */
    IrcLine with(String word) {
        line.append(' ');
        append(word.isEmpty() ? "*" : word);
        return this;
    }

    /** The last parameter, which may be anything. */
    String ending(String text) {
        line.append(" :");
        append(text);
        return line.toString();
    }

    @Override
    public String toString() {
        return line.toString();
    }

    /** How many bytes of text there is space for behind what has been put together so far. */
    int spaceForText() {
        return MOST_BYTES - line.toString().getBytes(UTF_8).length - 2;
    }

    private void append(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            line.append(c == '\r' || c == '\n' || c == 0 ? ' ' : c);
        }
    }
}
