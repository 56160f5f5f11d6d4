package dev.chatroom.server.cli;

import dev.chatroom.server.bench.Bench;
import dev.chatroom.server.bench.BenchTable;
import dev.chatroom.server.bench.plan.BenchException;
import dev.chatroom.server.bench.plan.BenchPlan;
import dev.chatroom.server.bench.plan.Language;
import dev.chatroom.server.bench.plan.Progress;
import dev.chatroom.server.bench.report.BenchReport;
import dev.chatroom.server.cli.Values.WrongValue;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chatroom bench}: measures what a server does under load. */
@Command(
        name = "bench",
        customSynopsis = "chatroom bench [OPTION]... [HOST:PORT]",
        header = "Measures a chat server with many clients that send and read.",
        footer = {
            "HOST:PORT is the server to measure; without it, one is started in a process of its own.",
            "Without anything, all is measured that this server is judged by, in seven minutes.",
            "A time is written as 500ms, 10s or 5m."
        },
        sortOptions = false)
final class BenchCommand implements Callable<Integer> {
    /** Nothing could be measured. */
    private static final int EXIT_FAILED = 1;

    /** How many clients send if nothing is said. */
    private static final int SENDERS = 10;

    @Parameters(arity = "0..1", paramLabel = "HOST:PORT", description = "the server to measure")
    private Optional<String> target = Optional.empty();

    @Option(names = "--clients", paramLabel = "N", defaultValue = "100",
            description = "connections that read (${DEFAULT-VALUE})")
    private String clients = "";

    @Option(names = "--senders", paramLabel = "N", description = "how many of them send too (10, or all if fewer)")
    private Optional<String> senders = Optional.empty();

    @Option(names = "--rooms", paramLabel = "N", defaultValue = "1",
            description = "spread the clients over N rooms (${DEFAULT-VALUE})")
    private String rooms = "";

    @Option(names = "--body", paramLabel = "BYTES", defaultValue = "64",
            description = "length of a message's text (${DEFAULT-VALUE})")
    private String body = "";

    @Option(names = "--window", paramLabel = "N", defaultValue = "64",
            description = "messages of a sender that may be under way (${DEFAULT-VALUE})")
    private String window = "";

    @Option(names = "--rate", paramLabel = "N", defaultValue = "0",
            description = "messages a second in all, instead of windows")
    private String rate = "";

    @Option(names = "--duration", paramLabel = "TIME", defaultValue = "10s",
            description = "how long to measure (${DEFAULT-VALUE})")
    private String duration = "";

    @Option(names = "--warm-up", paramLabel = "TIME", defaultValue = "3s",
            description = "how long to send before that (${DEFAULT-VALUE})")
    private String warmUp = "";

    @Option(names = "--stuck", paramLabel = "N", defaultValue = "0",
            description = "further connections that never read (${DEFAULT-VALUE})")
    private String stuck = "";

    @Option(names = "--idle", description = "send nothing: measure memory and rest")
    private boolean idle;

    @Option(names = "--irc", description = "be IRC clients")
    private boolean irc;

    @Option(names = "--half-irc", description = "every other client is an IRC client")
    private boolean halfIrc;

    @Option(names = "--web", description = "be pages: JSON over WebSocket")
    private boolean web;

    @Option(names = "--mixed", description = "a third is plain, a third IRC, a third pages")
    private boolean mixed;

    @Option(names = "--pid", paramLabel = "N",
            description = "the process of the server at HOST:PORT, to watch it too")
    private Optional<String> pid = Optional.empty();

    @Option(names = "--json", description = "print the result for machines")
    private boolean json;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "show this")
    @SuppressWarnings("unused") // picocli itself acts on it
    private boolean help;

    @Spec
    private CommandSpec spec;

    BenchCommand() {
        // Filled by the parser before anything is called.
        this.spec = CommandSpec.create();
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (spec.commandLine().getParseResult().matchedArgs().isEmpty()) {
            table(out);
            return 0;
        }
        BenchPlan plan;
        try {
            plan = toPlan();
        } catch (WrongValue | IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
        try {
            BenchReport report = run(plan);
            out.print(json ? report.json() : report.text());
            out.flush();
            return 0;
        } catch (BenchException e) {
            spec.commandLine().getErr().println("chatroom: " + e.getMessage());
            return EXIT_FAILED;
        }
    }

    private void table(PrintWriter out) throws InterruptedException {
        ProgressBar bar = new ProgressBar(spec.commandLine().getErr());
        Progress progress = isTerminal() ? bar : Progress.NONE;
        BenchTable.run(progress, line -> {
            if (isTerminal()) {
                bar.end();
            }
            out.println(line);
            out.flush();
        });
    }

    private BenchReport run(BenchPlan plan) throws BenchException, InterruptedException {
        if (!isTerminal()) {
            return Bench.run(plan, Progress.NONE);
        }
        ProgressBar bar = new ProgressBar(spec.commandLine().getErr());
        try {
            return Bench.run(plan, bar);
        } finally {
            bar.end();
        }
    }

    /** From Java 22 to 24, there is a console even where there is no terminal, and the bar is shown in vain. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        return System.console() != null;
    }

    private BenchPlan toPlan() {
        int reading = Values.number("--clients", clients, 1, BenchPlan.MOST_CLIENTS);
        return new BenchPlan(
                target.map(BenchCommand::address),
                pid.map(text -> OptionalLong.of(Values.number("--pid", text, 1, Integer.MAX_VALUE)))
                        .orElse(OptionalLong.empty()),
                language(),
                reading,
                senders.map(text -> Values.number("--senders", text, 0, BenchPlan.MOST_CLIENTS))
                        .orElse(Math.min(reading, SENDERS)),
                Values.number("--rooms", rooms, 1, BenchPlan.MOST_CLIENTS),
                Values.number("--stuck", stuck, 0, BenchPlan.MOST_CLIENTS),
                idle,
                Values.number("--body", body, BenchPlan.LEAST_BODY, BenchPlan.MOST_BODY),
                Values.number("--window", window, 1, BenchPlan.MOST_WINDOW),
                Values.number("--rate", rate, 0, BenchPlan.MOST_RATE),
                Values.duration("--warm-up", warmUp, Duration.ZERO, true),
                Values.duration("--duration", duration, Duration.ofMillis(100), false));
    }

    private Language language() {
        Map<Language, Boolean> asked = new EnumMap<>(Map.of(
                Language.IRC, irc, Language.HALF_IRC, halfIrc, Language.WEB, web, Language.MIXED, mixed));
        asked.values().removeIf(wanted -> !wanted);
        if (asked.size() > 1) {
            throw new WrongValue("only one of --irc, --half-irc, --web and --mixed is possible");
        }
        return asked.keySet().stream().findFirst().orElse(Language.PLAIN);
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        try {
            String host = text.substring(0, Math.max(0, colon)).replaceFirst("^\\[(.*)]$", "$1");
            if (!host.isEmpty()) {
                int port = Values.number("HOST:PORT", text.substring(colon + 1), 1, 65_535);
                return new InetSocketAddress(InetAddress.getByName(host), port);
            }
        } catch (UnknownHostException unknown) {
            throw new WrongValue("there is no host '%s'".formatted(unknown.getMessage()));
        }
        throw new WrongValue("the server is given as HOST:PORT, not '%s'".formatted(text));
    }
}
