package dev.chatroom.server.cli;

import dev.chatroom.server.cli.Values.WrongValue;
import java.io.IOException;
import java.io.StreamTokenizer;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The arguments of a command line, with those of the files that it names as {@code @FILE}. There they stand as words; quotes
 * hold a word with blanks together, and what follows a {@code #} is for people. {@code @@word} is the argument {@code
 * @word}.
 */
final class ArgumentFiles {
    private static final int MOST_BYTES = 64 * 1024;

    /** Far more than anybody has, and less than a file that names itself would be read. */
    private static final int MOST_FILES = 16;

    /** Options that take {@code @FILE} for their value. */
    private static final Set<String> TAKING_FILES = Set.of("--motd", "--password");

    private final List<String> arguments = new ArrayList<>();
    private final List<Path> withSecrets = new ArrayList<>();
    private int files;

    private ArgumentFiles() {}

    /**
     * Reads all files that these arguments name.
     *
     * @throws WrongValue if one cannot be read
     */
    static ArgumentFiles expand(List<String> written) {
        ArgumentFiles expanded = new ArgumentFiles();
        expanded.addAll(written);
        return expanded;
    }

    /** All arguments. */
    String[] arguments() {
        return arguments.toArray(String[]::new);
    }

    /** The files in which secrets are written out. */
    List<Path> withSecrets() {
        return List.copyOf(withSecrets);
    }

    private void addAll(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (TAKING_FILES.contains(word) && i + 1 < words.size() && words.get(i + 1).startsWith("@")) {
                // Joined, so that nothing takes the value for a file of arguments.
                i++;
                arguments.add(word + "=" + words.get(i));
            } else if (word.startsWith("@@")) {
                arguments.add(word.substring(1));
            } else if (word.startsWith("@") && word.length() > 1) {
                addFile(word.substring(1));
            } else {
                arguments.add(word);
            }
        }
    }

    private void addFile(String file) {
        files++;
        if (files > MOST_FILES) {
            throw new WrongValue(
                    "there are more than %d files of arguments, or one names itself".formatted(MOST_FILES));
        }
        List<String> words = words(OptionFile.text("cannot read the file", file, MOST_BYTES));
        if (words.stream().anyMatch(word -> word.startsWith("--password") || word.startsWith("--operator"))) {
            withSecrets.add(Path.of(file));
        }
        addAll(words);
    }

    private static List<String> words(String text) {
        StreamTokenizer tokens = new StreamTokenizer(new StringReader(text));
        tokens.resetSyntax();
        tokens.wordChars(' ', 255);
        tokens.whitespaceChars(0, ' ');
        tokens.quoteChar('"');
        tokens.quoteChar('\'');
        tokens.commentChar('#');
        List<String> words = new ArrayList<>();
        try {
            while (tokens.nextToken() != StreamTokenizer.TT_EOF) {
                words.add(String.valueOf(tokens.sval));
            }
        } catch (IOException cannotBe) {
            throw new UncheckedIOException(cannotBe);
        }
        return words;
    }
}
