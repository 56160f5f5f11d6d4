package dev.chatroom.core.text;

/**
 * The escapes by which the value of a message tag holds what would end it: semicolon, space, CR and LF.
 *
 * <p>Source: IRCv3 <a href="https://ircv3.net/specs/extensions/message-tags#escaping-values">message-tags</a>. Takes
 * any text; works in time linear in its length. May be called from any thread.
 */
public final class TagValue {
    private TagValue() {}

    /** The text without semicolon, space, CR and LF, at most twice as long; the same instance if it has no escapes. */
    public static String escape(String value) {
        int at = 0;
        while (at < value.length() && letter(value.charAt(at)) == 0) {
            at++;
        }
        if (at == value.length()) {
            return value;
        }
        StringBuilder out = new StringBuilder(value.length() + 16).append(value, 0, at);
        for (; at < value.length(); at++) {
            char c = value.charAt(at);
            char letter = letter(c);
            if (letter == 0) {
                out.append(c);
            } else {
                out.append('\\').append(letter);
            }
        }
        return out.toString();
    }

    /**
     * The text that was escaped, no longer than the escaped; it may hold CR and LF, so it goes back onto a line only
     * through {@link #escape}. A backslash before a letter that means nothing, or at the end, stands for nothing.
     */
    public static String unescape(String escaped) {
        int backslash = escaped.indexOf('\\');
        if (backslash < 0) {
            return escaped;
        }
        StringBuilder out = new StringBuilder(escaped.length()).append(escaped, 0, backslash);
        for (int at = backslash; at < escaped.length(); at++) {
            char c = escaped.charAt(at);
            if (c != '\\') {
                out.append(c);
            } else if (++at < escaped.length()) {
                out.append(meaning(escaped.charAt(at)));
            }
        }
        return out.toString();
    }

    /** What stands behind the backslash for a character; NUL if it stands for itself. */
    private static char letter(char c) {
        return switch (c) {
            case ';' -> ':';
            case ' ' -> 's';
            case '\\' -> '\\';
            case '\r' -> 'r';
            case '\n' -> 'n';
            default -> 0;
        };
    }

    private static char meaning(char letter) {
        return switch (letter) {
            case ':' -> ';';
            case 's' -> ' ';
            case 'r' -> '\r';
            case 'n' -> '\n';
            default -> letter;
        };
    }
}
