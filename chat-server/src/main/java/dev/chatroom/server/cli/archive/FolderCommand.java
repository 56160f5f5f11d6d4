package dev.chatroom.server.cli.archive;

import dev.chatroom.server.archive.ArchiveException;
import dev.chatroom.server.archive.Unseen;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.LongConsumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that does something with the folder of a history, and shows how far it is. */
abstract class FolderCommand implements Callable<Integer> {
    private static final int EXIT_FAILED = 1;
    private static final long KIBIBYTE = 1024;
    private static final long MEBIBYTE = KIBIBYTE * KIBIBYTE;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "the folder of the history")
    private String data = "";

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "show this")
    @SuppressWarnings("unused") // picocli itself acts on it
    private boolean help;

    @Spec
    private CommandSpec spec;

    private final Function<PrintWriter, Bar> bars;

    /** @param bars makes a bar on a terminal */
    FolderCommand(Function<PrintWriter, Bar> bars) {
        this.bars = bars;
        // Filled by the parser before anything is called.
        this.spec = CommandSpec.create();
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        Path folder = path("--data", data);
        try {
            if (!isTerminal()) {
                return run(folder, percent -> {
                });
            }
            Bar bar = bars.apply(err);
            try {
                return run(folder, percent -> bar.at(spec.name(), percent));
            } finally {
                bar.end();
            }
        } catch (ArchiveException e) {
            err.println("chatroom: " + Unseen.replaced(String.valueOf(e.getMessage())));
            return EXIT_FAILED;
        }
    }

    /**
     * Does it.
     *
     * @param percent is told how much is done
     * @return the status
     */
    abstract int run(Path folder, LongConsumer percent) throws ArchiveException;

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** So many bytes in words. */
    static String size(long bytes) {
        return bytes < MEBIBYTE ? "%,d kB".formatted(bytes / KIBIBYTE) : "%,d MB".formatted(bytes / MEBIBYTE);
    }

    /** The file or folder that an option names. */
    Path path(String option, String name) {
        try {
            if (!name.isBlank()) {
                return Path.of(name);
            }
        } catch (InvalidPathException e) {
            // Said below.
        }
        throw wrong("%s takes the name of a file or folder, not '%s'".formatted(option, name));
    }

    /** What a value of an option is refused with. */
    ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), Unseen.replaced(message));
    }

    /** Whether standard error is a terminal, which Java does not tell. */
    private static boolean isTerminal() throws InterruptedException {
        try {
            return new ProcessBuilder("sh", "-c", "test -t 2")
                    .redirectInput(Redirect.INHERIT)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.INHERIT)
                    .start()
                    .waitFor() == 0;
        } catch (IOException noShell) {
            return false;
        }
    }
}
