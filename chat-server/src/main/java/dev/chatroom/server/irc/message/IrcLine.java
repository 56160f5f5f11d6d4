package dev.chatroom.server.irc.message;

/**
 * Puts a line to a client together: source, command, parameters (modern.ircdocs.horse, Message Format). What people wrote
 * is made fit for a line: it cannot end it.
 */
public final class IrcLine {
    /** What a line may be long in all but its tags and its end, in bytes (RFC 1459 section 2.3). */
    public static final int MOST_BYTES = 510;

    /** A nickname, a hostmask or a channel's name are never longer, nor is any other word, if others have to fit. */
    private static final int MOST_NAME_BYTES = 208;

    /** What a word leaves for those behind it. */
    private static final int REST_BYTES = 60;

    private final StringBuilder line = new StringBuilder(96);

    private IrcLine(String source, String command) {
        line.append(':').append(source).append(' ').append(command);
    }

    public static IrcLine from(String source, String command) {
        return new IrcLine(source, command);
    }

    /** A parameter that is one word, whatever people wrote there: it cannot become two, or the last. */
    public IrcLine with(String word) {
        line.append(' ').append(word.isEmpty() || word.startsWith(":") ? "*" : "");
        boolean fits = LineSplit.bytes(word) <= MOST_NAME_BYTES;
        append(fits ? word : LineSplit.cut(word, Math.max(MOST_NAME_BYTES, spaceForText() - REST_BYTES)), '_');
        return this;
    }

    /** The last parameter, which may be anything. What does not fit onto the line is left out. */
    public String ending(String text) {
        line.append(" :");
        append(text, ' ');
        return toString();
    }

    @Override
    public String toString() {
        return LineSplit.cut(line.toString(), MOST_BYTES);
    }

    /** How many bytes of text there is space for behind what has been put together so far. */
    public int spaceForText() {
        return MOST_BYTES - LineSplit.bytes(line.toString()) - 2;
    }

    /** What would end a line, or a word if {@code space} stands for a space, is replaced. */
    private void append(String text, char space) {
        int start = line.length();
        line.append(text);
        for (int i = start; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\r' || c == '\n' || c == 0 || c == ' ') {
                line.setCharAt(i, space);
            }
        }
    }
}
