package dev.chatroom.server.cli.archive;

import dev.chatroom.server.archive.ArchiveException;
import dev.chatroom.server.archive.Import;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code chatroom import}: makes a history of an export. */
@Command(
        name = "import",
        customSynopsis = "chatroom import --data DIR [FILE]",
        header = "Makes a history of what export --format json has written.",
        footer = {
            "FILE is the export; without it, the standard input is read. The folder may have",
            "no history yet. If a line is wrong, it is named, and nothing is kept.",
            "Example: chatroom import --data ~/chat2 chat.json"
        },
        sortOptions = false)
public final class ImportCommand extends FolderCommand {
    @Parameters(arity = "0..1", paramLabel = "FILE", description = "the export")
    private Optional<String> file = Optional.empty();

    /** @param bars makes a bar on a terminal */
    public ImportCommand(Function<PrintWriter, Bar> bars) {
        super(bars);
    }

    @Override
    int run(Path folder, LongConsumer percent) throws ArchiveException {
        long events = file.isEmpty()
                ? Import.read(folder, System.in, bytes -> percent.accept(0))
                : Import.read(folder, path("FILE", file.get()), percent);
        out().printf("%,d events imported%n", events);
        return 0;
    }
}
