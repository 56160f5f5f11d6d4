package dev.chatroom.server.cli.archive;

import dev.chatroom.server.archive.ArchiveException;
import dev.chatroom.server.archive.Backup;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code chatroom backup}: copies the database. */
@Command(
        name = "backup",
        customSynopsis = "chatroom backup --data DIR FILE",
        header = "Copies the database to a file, also while a server runs.",
        footer = {
            "FILE must not exist yet; it is damaged if the history is, and the status is 1.",
            "To go back to it, stop the server, and put a copy of it into the folder as",
            "history.db, without any history.db-wal beside it.",
            "Example: chatroom backup --data ~/chat /backup/chat.db"
        },
        sortOptions = false)
public final class BackupCommand extends FolderCommand {
    @Parameters(arity = "1", paramLabel = "FILE", description = "the copy")
    private String file = "";

    /** @param bars makes a bar on a terminal */
    public BackupCommand(Function<PrintWriter, Bar> bars) {
        super(bars);
    }

    @Override
    int run(Path folder, LongConsumer percent) throws ArchiveException {
        Path copy = path("FILE", file);
        Backup.write(folder, copy, percent);
        out().printf("copied to %s, %s%n", copy, size(copy.toFile().length()));
        return 0;
    }
}
