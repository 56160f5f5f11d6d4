package dev.chatroom.server.cli;

import dev.chatroom.server.cli.Values.WrongValue;
import dev.chatroom.server.config.DataConfig;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of history that lasts, as they are written on the command line. */
final class DataOptions {
    private static final int MOST_WAITING = 100_000;
    private static final Pattern LENGTH = Pattern.compile("([0-9]{1,6})([mhd])");
    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,6})([MGT])");
    private static final long LEAST_MEBIBYTES = 10;
    private static final long MEBIBYTES_OF_GIBIBYTE = 1024;
    private static final long BYTES_OF_MEBIBYTE = 1024 * 1024;

    @Option(names = "--data", paramLabel = "DIR",
            description = "keep rooms and what is said in this folder")
    private Optional<String> folder = Optional.empty();

    @Option(names = "--keep", paramLabel = "TIME", defaultValue = "forever",
            description = "forget what is older, such as 90d (${DEFAULT-VALUE})")
    private String keep = "";

    @Option(names = "--sync", paramLabel = "HOW", defaultValue = "normal", hidden = true,
            description = "full outlives a loss of power too (${DEFAULT-VALUE})")
    private String sync = "";

    @Option(names = "--require-data", hidden = true,
            description = "let nobody speak while the disk takes nothing")
    private boolean required;

    @Option(names = "--read-time", paramLabel = "TIME", defaultValue = "5s", hidden = true,
            description = "give a search up that takes longer (${DEFAULT-VALUE})")
    private String readTime = "";

    @Option(names = "--reads-waiting", paramLabel = "N", defaultValue = "256", hidden = true,
            description = "let so many wait for the history (${DEFAULT-VALUE})")
    private String readsWaiting = "";

    @Option(names = "--keep-max", paramLabel = "SIZE", defaultValue = "off", hidden = true,
            description = "forget the oldest beyond this, such as 5G (${DEFAULT-VALUE})")
    private String keepMax = "";

    /**
     * What these options ask for; null if nothing is to be kept in a folder.
     *
     * @param isAlone whether no stream of several servers keeps it instead
     */
    @Nullable DataConfig toConfig(boolean isAlone) {
        boolean full = switch (sync.strip().toLowerCase(Locale.ROOT)) {
            case "normal" -> false;
            case "full" -> true;
            default -> throw new WrongValue("--sync takes normal or full, not '%s'".formatted(sync));
        };
        Duration time = Values.duration("--read-time", readTime, Duration.ofMillis(10), false);
        int waiting = Values.number("--reads-waiting", readsWaiting, 1, MOST_WAITING);
        Optional<Duration> longest = longest();
        long most = mostBytes();
        if (folder.isEmpty() && required) {
            throw new WrongValue("--require-data needs --data with the folder");
        }
        if (folder.isEmpty() && most < Long.MAX_VALUE) {
            throw new WrongValue("--keep-max needs --data with the folder");
        }
        if (folder.isEmpty() && longest.isPresent() && isAlone) {
            throw new WrongValue("--keep needs --data with the folder, or --cluster");
        }
        return folder.map(name -> new DataConfig(path(name), full, required, longest, most, time, waiting))
                .orElse(null);
    }

    /** For how long it is kept; nothing for ever. */
    Optional<Duration> longest() {
        if (keep.strip().equals("forever")) {
            return Optional.empty();
        }
        Matcher matcher = LENGTH.matcher(keep.strip());
        if (matcher.matches()) {
            long amount = Long.parseLong(matcher.group(1));
            Duration time = switch (matcher.group(2)) {
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
            };
            if (time.isPositive() && time.compareTo(LONGEST) <= 0) {
                return Optional.of(time);
            }
        }
        throw new WrongValue(
                "--keep takes a time from 1m to %dd, such as 12h or 90d, or forever, not '%s'"
                        .formatted(LONGEST.toDays(), keep));
    }

    private long mostBytes() {
        if (keepMax.strip().equals("off")) {
            return Long.MAX_VALUE;
        }
        Matcher matcher = SIZE.matcher(keepMax.strip());
        if (matcher.matches()) {
            long mebibytes = Long.parseLong(matcher.group(1)) * switch (matcher.group(2)) {
                case "M" -> 1;
                case "G" -> MEBIBYTES_OF_GIBIBYTE;
                default -> MEBIBYTES_OF_GIBIBYTE * MEBIBYTES_OF_GIBIBYTE;
            };
            if (mebibytes >= LEAST_MEBIBYTES) {
                return mebibytes * BYTES_OF_MEBIBYTE;
            }
        }
        throw new WrongValue("--keep-max takes a size from %dM, such as 500M or 5G, or off, not '%s'"
                .formatted(LEAST_MEBIBYTES, keepMax));
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
