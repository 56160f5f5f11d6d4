package dev.chatroom.server.plain.syntax;

import dev.chatroom.server.dialect.BlankRuns;
import dev.chatroom.server.dialect.TerminalText;

/**
 * A line as a person has typed it: speech, or a command.
 *
 * @param isCommand whether it is a command
 * @param word the word behind the slash; empty if it is speech
 * @param rest what follows on that word, or all that is said
 */
public record TypedLine(boolean isCommand, String word, String rest) {

    /**
     * Blanks in front of a command, and what shows nothing, were not meant for the room, which would read what was private. A
     * line with blanks whose word is no command is speech: it may be a path, or part of a text.
     */
    public static TypedLine of(String text) {
        if (text.startsWith("//")) {
            return new TypedLine(false, "", text.substring(1));
        } else if (text.startsWith("/")) {
            return command(text);
        } else if (text.isEmpty() || isSeen(text.charAt(0)) || !isSlashSeenFirst(text)) {
            return new TypedLine(false, "", text); // as nearly all are
        }
        TypedLine command = command(text.substring(text.indexOf('/')));
        return PlainCommand.of(command.word()).isPresent() ? command : new TypedLine(false, "", text);
    }

    /** Whether a character is seen for certain, so that nothing behind it is seen first. */
    private static boolean isSeen(char first) {
        return (first > ' ' && first < 0x7F) || Character.isLetterOrDigit(first);
    }

    private static boolean isSlashSeenFirst(String text) {
        return TerminalText.clean(text).codePoints().dropWhile(BlankRuns::showsNothing).findFirst().orElse(' ') == '/';
    }

    private static TypedLine command(String fromSlash) {
        WordAndRest wordAndRest = WordAndRest.of(fromSlash.substring(1));
        return new TypedLine(true, wordAndRest.word(), wordAndRest.rest());
    }
}
