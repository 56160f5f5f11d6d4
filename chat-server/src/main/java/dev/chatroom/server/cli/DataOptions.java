package dev.chatroom.server.cli;

import dev.chatroom.server.cli.Values.WrongValue;
import dev.chatroom.server.config.DataConfig;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of history that lasts, as they are written on the command line. */
final class DataOptions {
    private static final int MOST_WAITING = 100_000;

    @Option(names = "--data", paramLabel = "DIR",
            description = "keep rooms and what is said in this folder")
    private Optional<String> folder = Optional.empty();

    @Option(names = "--sync", paramLabel = "HOW", defaultValue = "normal", hidden = true,
            description = "full outlives a loss of power too (${DEFAULT-VALUE})")
    private String sync = "";

    @Option(names = "--read-time", paramLabel = "TIME", defaultValue = "5s", hidden = true,
            description = "give a search up that takes longer (${DEFAULT-VALUE})")
    private String readTime = "";

    @Option(names = "--reads-waiting", paramLabel = "N", defaultValue = "256", hidden = true,
            description = "let so many wait for the history (${DEFAULT-VALUE})")
    private String readsWaiting = "";

    /** What these options ask for; null if nothing is to be kept. */
    @Nullable DataConfig toConfig() {
        boolean full = switch (sync.strip().toLowerCase(Locale.ROOT)) {
            case "normal" -> false;
            case "full" -> true;
            default -> throw new WrongValue("--sync takes normal or full, not '%s'".formatted(sync));
        };
        Duration time = Values.duration("--read-time", readTime, Duration.ofMillis(10), false);
        int waiting = Values.number("--reads-waiting", readsWaiting, 1, MOST_WAITING);
        return folder.map(name -> new DataConfig(path(name), full, time, waiting)).orElse(null);
    }

    private static Path path(String name) {
        try {
            if (!name.isBlank()) {
                return Path.of(name);
            }
        } catch (InvalidPathException e) {
            // Said below.
        }
        throw new WrongValue("--data takes a folder, not '%s'".formatted(name));
    }
}
