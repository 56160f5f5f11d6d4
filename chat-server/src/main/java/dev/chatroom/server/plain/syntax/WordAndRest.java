package dev.chatroom.server.plain.syntax;

/**
 * What follows a command, when its first word means something by itself.
 *
 * @param word the first word, empty if there is none
 * @param rest what follows it, as it was written; may be empty
 */
public record WordAndRest(String word, String rest) {

    public static WordAndRest of(String argument) {
        String[] words = argument.split("\\s+", 2);
        return words.length == 2 ? new WordAndRest(words[0], words[1]) : new WordAndRest(argument, "");
    }
}
