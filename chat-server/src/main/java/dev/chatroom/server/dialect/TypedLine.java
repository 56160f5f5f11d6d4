package dev.chatroom.server.dialect;

/**
 * A line as a person has typed it: speech, or a command.
 *
 * @param isCommand whether it is a command
 * @param word the word behind the slash; empty if it is speech
 * @param rest what follows on that word, or all that is said
 */
record TypedLine(boolean isCommand, String word, String rest) {

    /**
     * Blanks in front of a command were not meant for the room, which would read what was private. A line with blanks
     * whose word is no command is speech: it may be a path, or part of a text.
     */
    static TypedLine of(String text) {
        if (text.startsWith("//")) {
            return new TypedLine(false, "", text.substring(1));
        }
        if (!text.startsWith("/") && !text.isEmpty() && !Character.isWhitespace(text.charAt(0))) {
            return new TypedLine(false, "", text); // as nearly all are
        }
        String bare = text.stripLeading();
        WordAndRest wordAndRest = WordAndRest.of(bare.isEmpty() ? "" : bare.substring(1));
        boolean command = text.startsWith("/")
                || (bare.startsWith("/") && PlainCommand.of(wordAndRest.word()).isPresent());
        return command
                ? new TypedLine(true, wordAndRest.word(), wordAndRest.rest())
                : new TypedLine(false, "", text);
    }
}
