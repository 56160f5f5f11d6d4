package dev.chatroom.server.cli.archive;

import dev.chatroom.core.text.CaseFold;
import dev.chatroom.server.archive.ArchiveException;
import dev.chatroom.server.archive.Export;
import dev.chatroom.server.archive.Export.Format;
import dev.chatroom.server.archive.ExportFilter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code chatroom export}: writes what is kept to the standard output. */
@Command(
        name = "export",
        customSynopsis = "chatroom export --data DIR [OPTION]...",
        header = "Writes what is kept to the standard output, also while a server runs.",
        footer = {
            "Text is for people, and its times are UTC. JSON, a line each, is for programs",
            "and for import, which makes the same history of it.",
            "A time is written as 2026-11-20, 2026-11-20T12:30 or 2026-11-20T12:30Z.",
            "Example: chatroom export --data ~/chat --from 2026-11-01 > chat.txt"
        },
        sortOptions = false)
public final class ExportCommand extends FolderCommand {
    @Option(names = "--room", paramLabel = "NAME", description = "this room only")
    private Optional<String> room = Optional.empty();

    @Option(names = "--from", paramLabel = "TIME", description = "from this time on")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "TIME", description = "until before this time")
    private Optional<String> to = Optional.empty();

    @Option(names = "--format", paramLabel = "HOW", defaultValue = "text",
            description = "text or json (${DEFAULT-VALUE})")
    private String format = "";

    /** @param bars makes a bar on a terminal */
    public ExportCommand(Function<PrintWriter, Bar> bars) {
        super(bars);
    }

    @Override
    int run(Path folder, LongConsumer percent) throws ArchiveException {
        ExportFilter filter =
                new ExportFilter(room.map(name -> CaseFold.key(name.strip().replaceFirst("^#", ""))),
                        time("--from", from), time("--to", to));
        if (!filter.isForward()) {
            throw wrong("--from must be earlier than --to");
        }
        Format how = switch (format.strip().toLowerCase(Locale.ROOT)) {
            case "text" -> Format.TEXT;
            case "json" -> Format.JSON;
            default -> throw wrong("--format takes text or json, not '%s'".formatted(format));
        };
        // Not through the printer, so that it is UTF-8 in every locale, and an end of the reader is seen.
        Export.write(folder, filter, how, new FileOutputStream(FileDescriptor.out), percent);
        return 0;
    }

    private Optional<Instant> time(String option, Optional<String> written) {
        return written.map(text -> Moment.of(text, ZoneId.systemDefault()).orElseThrow(() -> wrong(
                "%s takes a time such as 2026-11-20 or 2026-11-20T12:30, not '%s'".formatted(option, text))));
    }
}
