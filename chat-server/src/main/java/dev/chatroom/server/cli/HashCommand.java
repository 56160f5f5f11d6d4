package dev.chatroom.server.cli;

import dev.chatroom.server.cli.Values.WrongValue;
import dev.chatroom.server.config.ServerConfig;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code chatroom hash}: turns a password into what may stand in an option or a file instead of it. */
@Command(
        name = "hash",
        customSynopsis = "chatroom hash",
        header = {
            "Asks for a password, and prints the bcrypt hash of it for --password or --operator.",
            "Where there is no terminal, it is read from a line of standard input."
        },
        sortOptions = false)
final class HashCommand implements Callable<Integer> {
    /** The longest line that is looked at, so that a wrong file does not fill the memory. */
    private static final int MOST_BYTES = 4 * 1024;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "show this")
    @SuppressWarnings("unused") // picocli itself acts on it
    private boolean help;

    @Spec
    private CommandSpec spec;

    HashCommand() {
        // Filled by the parser before anything is called.
        this.spec = CommandSpec.create();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try {
            spec.commandLine().getOut().println(ServerConfig.hash(password()));
            return 0;
        } catch (WrongValue | IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
    }

    @SuppressWarnings("SystemConsoleNull") // the launcher chooses the console that is null without a terminal
    private static String password() throws IOException, InterruptedException {
        Console console = System.console();
        if (console != null) {
            return askedTwice(prompt -> console.readPassword("%s: ", prompt));
        }
        if (isTerminal()) {
            // Java has a console only if both are the terminal, and reading without one would show the password.
            throw new WrongValue("the output must be the terminal too if a password is to be typed unseen");
        }
        return line(System.in);
    }

    /** @param ask shows a prompt and reads what is typed; null at the end of the input */
    static String askedTwice(Function<String, char @Nullable []> ask) {
        char[] first = ask.apply("Password");
        char[] second = first == null ? null : ask.apply("Once more");
        if (!Arrays.equals(first, second)) {
            throw new WrongValue("the two passwords differ");
        }
        return first == null ? "" : new String(first);
    }

    /** The first line, without its end, whose kind does not matter. */
    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int one = in.read(); one >= 0 && one != '\n' && line.size() < MOST_BYTES; one = in.read()) {
            line.write(one);
        }
        return Values.utf8(line.toByteArray())
                .orElseThrow(() -> new WrongValue("the password is not in UTF-8"))
                .replaceFirst("\r$", "");
    }

    /** Whether the standard input is a terminal, which Java does not tell. */
    private static boolean isTerminal() throws InterruptedException {
        try {
            return new ProcessBuilder("stty")
                    .redirectInput(Redirect.INHERIT)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start()
                    .waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }
}
