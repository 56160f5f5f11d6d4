package dev.chatroom.server.cli;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.RoomNameRules;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.cli.Values.WrongValue;
import dev.chatroom.server.config.ServerConfig;
import dev.chatroom.server.config.ServerConfig.SlowReader;
import dev.chatroom.server.config.ServerConfigBuilder;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options of the server, as they are written on the command line. */
final class ServerOptions {
    /** Limits that are set by an option of the same name, since many want to set them. */
    private static final Set<String> OPTIONS_OF_THEIR_OWN =
            Set.of("max-line", "history", "rate", "burst", "quiet-above", "catch-up-seconds");

    private static final int MOST_MOTD_BYTES = 16 * 1024;
    private static final int MOST_CONNECTIONS = 1_000_000;
    private static final int MOST_REQUESTS = 1_000_000;

    /** Limits that have an option of their own. */
    private static final Set<Limit> ELSEWHERE =
            EnumSet.of(Limit.MESSAGE, Limit.HISTORY, Limit.RATE, Limit.BURST, Limit.QUIET_ABOVE,
                    Limit.CATCH_UP_SECONDS);

    @Option(names = "--bind", paramLabel = "ADDR", defaultValue = "127.0.0.1",
            description = "listen here; 0.0.0.0 lets others in (${DEFAULT-VALUE})")
    private String bind = "";

    @Option(names = "--port", paramLabel = "N", defaultValue = "2020",
            description = "listen on this port; 0 takes a free one (${DEFAULT-VALUE})")
    private String port = "";

    @Option(names = "--name", paramLabel = "TEXT", defaultValue = "chatroom",
            description = "what the server calls itself (${DEFAULT-VALUE})")
    private String name = "";

    @Option(names = "--description", hidden = true, paramLabel = "TEXT", defaultValue = "a chat room",
            description = "what it is for, shown to IRC clients (${DEFAULT-VALUE})")
    private String description = "";

    @Option(names = "--motd", paramLabel = "TEXT|@FILE", defaultValue = "",
            description = "greet newcomers with this text or file")
    private String motd = "";

    @Option(names = "--room", paramLabel = "NAME", defaultValue = "lobby",
            description = "the room newcomers come into (${DEFAULT-VALUE})")
    private String room = "";

    @Option(names = "--history", paramLabel = "N", defaultValue = "20",
            description = "messages shown to newcomers; 0 none (${DEFAULT-VALUE})")
    private String history = "";

    @Option(names = "--max-connections", paramLabel = "N", defaultValue = "auto",
            description = "connections in all; 0 no limit (10000, or what fits)")
    private String maxConnections = "";

    @Option(names = "--max-per-address", paramLabel = "N", defaultValue = "64",
            description = "connections per address; 0 no limit (${DEFAULT-VALUE})")
    private String maxPerAddress = "";

    @Option(names = "--memory-share", hidden = true, paramLabel = "PERCENT", defaultValue = "25",
            description = "of the heap for what people said (${DEFAULT-VALUE})")
    private String memoryShare = "";

    @Option(names = "--rate", paramLabel = "N", defaultValue = "2",
            description = "messages a second and user; 0 no limit (${DEFAULT-VALUE})")
    private String rate = "";

    @Option(names = "--burst", hidden = true, paramLabel = "N", defaultValue = "10",
            description = "messages at once after a pause (${DEFAULT-VALUE})")
    private String burst = "";

    @Option(names = "--requests", hidden = true, paramLabel = "N", defaultValue = "50",
            description = "questions a second and client; 0 no limit (${DEFAULT-VALUE})")
    private String requests = "";

    @Option(names = "--requests-per-address", hidden = true, paramLabel = "N", defaultValue = "1000",
            description = "questions a second and address; 0 no limit (${DEFAULT-VALUE})")
    private String requestsPerAddress = "";

    @Option(names = "--max-line", hidden = true, paramLabel = "BYTES", defaultValue = "4096",
            description = "longest line; the rest is cut off (${DEFAULT-VALUE})")
    private String maxLine = "";

    @Option(names = "--return", hidden = true, paramLabel = "TIME", defaultValue = "15m",
            description = "show people what they missed if back so soon (${DEFAULT-VALUE})")
    private String returning = "";

    @Option(names = "--quiet-above", hidden = true, paramLabel = "N", defaultValue = "50",
            description = "sum up joins in rooms above this size (${DEFAULT-VALUE})")
    private String quietAbove = "";

    @Option(names = "--slow-reader", hidden = true, paramLabel = "WHAT", defaultValue = "skip",
            description = "skip or disconnect clients that lag (${DEFAULT-VALUE})")
    private String slowReader = "";

    @Option(names = "--stall-timeout", hidden = true, paramLabel = "TIME", defaultValue = "30s",
            description = "end clients that read nothing so long (${DEFAULT-VALUE})")
    private String stallTimeout = "";

    @Option(names = "--idle-timeout", hidden = true, paramLabel = "TIME", defaultValue = "off",
            description = "end clients that are silent so long (${DEFAULT-VALUE})")
    private String idleTimeout = "";

    @Option(names = "--ping-timeout", hidden = true, paramLabel = "TIME", defaultValue = "60s",
            description = "end IRC clients that do not answer so long (${DEFAULT-VALUE})")
    private String pingTimeout = "";

    @Option(names = "--greeting-delay", hidden = true, paramLabel = "TIME", defaultValue = "1s",
            description = "greet silent newcomers after this time (${DEFAULT-VALUE})")
    private String greetingDelay = "";

    @Option(names = "--sender-delay", hidden = true, paramLabel = "TIME", defaultValue = "250ms",
            description = "wait for scripts to end their input (${DEFAULT-VALUE})")
    private String senderDelay = "";

    @Option(names = "--flood-timeout", hidden = true, paramLabel = "TIME", defaultValue = "5m",
            description = "end clients too fast so long, with what waits (${DEFAULT-VALUE})")
    private String floodTimeout = "";

    @Option(names = "--limit", hidden = true, paramLabel = "NAME=N", split = ",",
            description = "set another limit; --limit list lists them")
    private List<String> limit = List.of();

    /** The ordinary port. */
    int listenPort() {
        return Values.number("--port", port, 0, 65_535);
    }

    /** The configuration that these options ask for, to be completed. */
    ServerConfigBuilder toBuilder() {
        int lineBytes = Values.number("--max-line", maxLine, 16, Limit.MESSAGE.most());
        Limits limits = limits(lineBytes);
        return ServerConfig.builder()
                .bind(new InetSocketAddress(Values.address("--bind", bind), listenPort()))
                .name(oneLine("--name", name))
                .description(oneLine("--description", description))
                .motd(motdLines())
                .room(roomName(limits))
                .historyShown(Values.number("--history", history, 0, Limit.HISTORY.most()))
                .memoryShare(Values.number("--memory-share", memoryShare, 1, 50))
                .maxConnections(maxConnections.equals("auto")
                        ? ServerConfig.AS_MANY_AS_FIT
                        : Values.number("--max-connections", maxConnections, 0, MOST_CONNECTIONS))
                .maxPerAddress(Values.number("--max-per-address", maxPerAddress, 0, MOST_CONNECTIONS))
                .requests(Values.number("--requests", requests, 0, MOST_REQUESTS))
                .requestsPerAddress(
                        Values.number("--requests-per-address", requestsPerAddress, 0, MOST_REQUESTS))
                .maxLine(lineBytes)
                .slowReader(slowReader())
                .stallTimeout(Values.duration("--stall-timeout", stallTimeout, Duration.ofMillis(100), false))
                .idleTimeout(Values.duration("--idle-timeout", idleTimeout, Duration.ofMillis(100), true))
                .floodTimeout(Values.duration("--flood-timeout", floodTimeout, Duration.ofMillis(100), false))
                .pingTimeout(Values.duration("--ping-timeout", pingTimeout, Duration.ofSeconds(1), false))
                .greetingDelay(Values.duration("--greeting-delay", greetingDelay, Duration.ofMillis(10), false))
                .senderDelay(Values.duration("--sender-delay", senderDelay, Duration.ofMillis(1), true))
                .limits(limits);
    }

    /** The limits that {@code --limit} sets. */
    static List<Limit> otherLimits() {
        return Arrays.stream(Limit.values()).filter(one -> !ELSEWHERE.contains(one)).toList();
    }

    boolean asksForLimitList() {
        return limit.contains("list");
    }

    private Limits limits(int lineBytes) {
        int shown = Values.number("--history", history, 0, Limit.HISTORY.most());
        Limits limits = Limits.standard()
                .with(Limit.MESSAGE, Math.max(lineBytes, Limit.MESSAGE.standard()))
                .with(Limit.HISTORY, shown == 0 ? 0 : Math.max(shown, Limit.HISTORY.standard()))
                .with(Limit.RATE, number("--rate", rate, Limit.RATE))
                .with(Limit.BURST, number("--burst", burst, Limit.BURST))
                .with(Limit.QUIET_ABOVE, number("--quiet-above", quietAbove, Limit.QUIET_ABOVE))
                .with(Limit.CATCH_UP_SECONDS, (int) Math.min(
                        Limit.CATCH_UP_SECONDS.most(),
                        Values.duration("--return", returning, Duration.ofSeconds(1), true).toSeconds()));
        for (String setting : limit) {
            String[] nameAndValue = setting.split("=", 2);
            Limit chosen = limitNamed(nameAndValue[0]);
            String value = nameAndValue.length == 2 ? nameAndValue[1] : "";
            limits = limits.with(chosen, number("--limit " + nameAndValue[0], value, chosen));
        }
        return limits;
    }

    private static int number(String option, String text, Limit limit) {
        return Values.number(option, text, limit.least(), limit.most());
    }

    private static Limit limitNamed(String name) {
        return otherLimits().stream()
                .filter(one -> one.optionName().equals(name))
                .findFirst()
                .orElseThrow(() -> new WrongValue(OPTIONS_OF_THEIR_OWN.contains(name)
                        ? "--%s is an option of its own, not one of --limit".formatted(name)
                        : "--limit takes none of the name '%s'; --limit list lists them".formatted(name)));
    }

    private SlowReader slowReader() {
        return switch (slowReader.strip().toLowerCase(Locale.ROOT)) {
            case "skip" -> SlowReader.SKIP;
            case "disconnect" -> SlowReader.DISCONNECT;
            default -> throw new WrongValue("--slow-reader takes skip or disconnect, not '%s'".formatted(slowReader));
        };
    }

    private String roomName(Limits limits) {
        if (RoomNameRules.parse(room, limits) instanceof Outcome.Done<RoomName>(RoomName good)) {
            return good.text();
        }
        throw new WrongValue("--room takes letters, digits and signs such as _ and -, at most %d, not '%s'"
                .formatted(limits.of(Limit.ROOM_NAME), room));
    }

    private static String oneLine(String option, String text) {
        String line = text.strip();
        if (line.isEmpty() || line.length() > 64 || line.chars().anyMatch(Character::isISOControl)) {
            throw new WrongValue("%s takes one line of 1 to 64 characters, not '%s'".formatted(option, text));
        }
        return line;
    }

    private List<String> motdLines() {
        String text = motd.startsWith("@")
                ? OptionFile.text("--motd takes a text or @ and a UTF-8 file; cannot read", motd.substring(1),
                        MOST_MOTD_BYTES)
                : motd;
        return text.isBlank() ? List.of() : text.stripTrailing().lines().toList();
    }
}
