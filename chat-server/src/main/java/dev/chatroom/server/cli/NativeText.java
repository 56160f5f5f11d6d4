package dev.chatroom.server.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What comes from outside Java and goes there: arguments, variables, output. All of it is UTF-8. Java reads it as the
 * locale has it and puts a sign for what that does not know, so a locale without UTF-8 spoils letters; the launcher chooses
 * another then, and where there is none it is said.
 */
final class NativeText {
    private static final char UNKNOWN = '\uFFFD';

    /** What Java puts into arguments for each byte that is not ASCII, where the locale knows no more. */
    private static final char UNKNOWN_IN_ASCII = '?';

    private NativeText() {}

    /**
     * What is wrong with the text that the command has been given, if anything is.
     *
     * @param encoding what Java takes arguments for
     * @param commandLine the command line in bytes, each argument with a NUL behind it; empty if that is not to be had
     */
    static Optional<String> complaint(
            List<String> arguments, Map<String, String> environment, String encoding, byte[] commandLine) {
        boolean utf8 = encoding.equalsIgnoreCase(UTF_8.name());
        String advice = utf8 ? "" : "; this locale knows no UTF-8: set LC_ALL=C.UTF-8";
        boolean spoilt = arguments.stream().anyMatch(argument -> argument.indexOf(UNKNOWN) >= 0)
                || (!utf8 && isSpoilt(arguments, commandLine));
        if (spoilt) {
            return Optional.of("an argument is not in UTF-8" + advice);
        }
        return environment.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(EnvironmentDefaults.PREFIX))
                .filter(variable -> utf8
                        ? variable.getValue().indexOf(UNKNOWN) >= 0
                        : !US_ASCII.newEncoder().canEncode(variable.getValue()))
                .map(variable -> variable.getKey() + " is not in UTF-8" + advice)
                .sorted()
                .findFirst();
    }

    /** Where the command line cannot be looked at, a question mark may be anything. */
    private static boolean isSpoilt(List<String> arguments, byte[] commandLine) {
        if (commandLine.length == 0) {
            return arguments.stream().anyMatch(argument -> argument.indexOf(UNKNOWN_IN_ASCII) >= 0
                    || !US_ASCII.newEncoder().canEncode(argument));
        }
        List<String> all = Arrays.asList(new String(commandLine, UTF_8).split("\0", -1));
        // Behind the last there is a NUL, and nothing.
        int end = all.size() - 1;
        return all.subList(Math.max(0, end - arguments.size()), end).stream()
                .anyMatch(argument -> !US_ASCII.newEncoder().canEncode(argument));
    }

    /** Prints to a stream in its own encoding, or in UTF-8 if that is ASCII only. */
    static PrintWriter printer(PrintStream stream) {
        Charset encoding = stream.charset().equals(US_ASCII) ? UTF_8 : stream.charset();
        return new PrintWriter(new OutputStreamWriter(stream, encoding), true);
    }
}
