package dev.chatroom.server.cli.archive;

import dev.chatroom.server.archive.ArchiveException;
import dev.chatroom.server.archive.Erase;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code chatroom erase}: takes out what somebody said. */
@Command(
        name = "erase",
        customSynopsis = "chatroom erase --data DIR --name NAME [--before TIME]",
        header = "Takes out what was said and done under a name, in the file too.",
        footer = {
            "The server must be stopped. Topics set under the name go too. What others wrote",
            "stays, and so do backups, exports, and copies such as history.db.before-2.",
            "A time is written as 2026-11-20, 2026-11-20T12:30 or 2026-11-20T12:30Z.",
            "Example: chatroom erase --data ~/chat --name bob --before 2026-11-01"
        },
        sortOptions = false)
public final class EraseCommand extends FolderCommand {
    @Option(names = "--name", paramLabel = "NAME", required = true, description = "the nickname, in any case")
    private String name = "";

    @Option(names = "--before", paramLabel = "TIME", description = "only what was said before this time")
    private Optional<String> before = Optional.empty();

    /** @param bars makes a bar on a terminal */
    public EraseCommand(Function<PrintWriter, Bar> bars) {
        super(bars);
    }

    @Override
    int run(Path folder, LongConsumer percent) throws ArchiveException {
        Optional<Instant> time = before.map(text -> Moment.of(text, ZoneId.systemDefault()).orElseThrow(
                () -> wrong("--before takes a time such as 2026-11-20 or 2026-11-20T12:30, not '%s'".formatted(text))));
        long erased = Erase.of(folder, name.strip(), time, percent);
        out().println(switch (Math.clamp(erased, 0, 2)) {
            case 0 -> "nothing was kept under that name" + before.map(text -> " before " + text.strip()).orElse("");
            case 1 -> "1 event erased";
            default -> "%,d events erased".formatted(erased);
        });
        return 0;
    }
}
