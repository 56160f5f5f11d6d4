package dev.chatroom.server.cli;

import dev.chatroom.server.cli.Values.WrongValue;
import dev.chatroom.server.config.DataConfig;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of history that lasts, as they are written on the command line. */
final class DataOptions {
    @Option(names = "--data", paramLabel = "DIR",
            description = "keep rooms and what is said in this folder")
    private Optional<String> folder = Optional.empty();

    @Option(names = "--sync", paramLabel = "HOW", defaultValue = "normal", hidden = true,
            description = "full outlives a loss of power too (${DEFAULT-VALUE})")
    private String sync = "";

    /** What these options ask for; null if nothing is to be kept. */
    @Nullable DataConfig toConfig() {
        boolean full = switch (sync.strip().toLowerCase(Locale.ROOT)) {
            case "normal" -> false;
            case "full" -> true;
            default -> throw new WrongValue("--sync takes normal or full, not '%s'".formatted(sync));
        };
        return folder.map(name -> new DataConfig(path(name), full)).orElse(null);
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
