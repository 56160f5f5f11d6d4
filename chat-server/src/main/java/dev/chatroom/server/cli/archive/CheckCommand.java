package dev.chatroom.server.cli.archive;

import dev.chatroom.server.archive.ArchiveException;
import dev.chatroom.server.archive.Check;
import dev.chatroom.server.archive.Check.Report;
import dev.chatroom.server.archive.Unseen;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;

/** {@code chatroom check}: looks through the database. */
@Command(
        name = "check",
        customSynopsis = "chatroom check --data DIR",
        header = "Looks whether all that is kept can be read, and says what is there.",
        footer = {
            "A server may run meanwhile. The status is 1 if something is wrong.",
            "Example: chatroom check --data ~/chat"
        },
        sortOptions = false)
public final class CheckCommand extends FolderCommand {
    private static final int EXIT_DAMAGED = 1;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** @param bars makes a bar on a terminal */
    public CheckCommand(Function<PrintWriter, Bar> bars) {
        super(bars);
    }

    @Override
    int run(Path folder, LongConsumer percent) throws ArchiveException {
        Report report = Check.of(folder, percent);
        PrintWriter out = out();
        out.printf("rooms     %,d%n", report.rooms());
        out.printf("messages  %,d, and %,d other events%n", report.messages(), report.others());
        out.printf("size      %s, %s of it free%n", size(report.bytes()), size(report.free()));
        if (report.logBytes() > 0) {
            out.printf("and       %s of history.db-wal, through which all goes into it%n", size(report.logBytes()));
        }
        out.printf("oldest    %s%n", time(report.oldest()));
        out.printf("newest    %s%n", time(report.newest()));
        if (report.faults().isEmpty()) {
            out.println("all is well");
            return 0;
        }
        report.faults().forEach(fault -> out.println("damaged: " + Unseen.replaced(fault)));
        return EXIT_DAMAGED;
    }

    private static String time(Optional<Instant> at) {
        return at.map(TIME::format).orElse("none");
    }
}
