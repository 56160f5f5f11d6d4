package dev.chatroom.server.cli;

import dev.chatroom.server.ChatServer;
import dev.chatroom.server.cli.Values.WrongValue;
import dev.chatroom.server.config.ClusterException;
import dev.chatroom.server.config.DataConfig;
import dev.chatroom.server.config.DataException;
import dev.chatroom.server.config.ServerConfig;
import dev.chatroom.server.config.ServerConfigBuilder;
import dev.chatroom.server.config.TlsConfig;
import dev.chatroom.server.config.TlsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code chatroom}: opens a room and serves it until the process is told to end. */
@Command(
        name = "chatroom",
        versionProvider = ProgramVersion.class,
        customSynopsis = "chatroom [OPTION]...  or  hash|bench|export|import|backup|check|erase",
        header = "Opens a chat room that people join with a browser, nc, telnet or an IRC client.",
        footer = "Options can also be set as CHATROOM_PORT=2020, or in a file given as @FILE.",
        subcommands = {BenchCommand.class, HashCommand.class},
        sortOptions = false)
final class ChatroomCommand implements Callable<Integer> {
    /** The port cannot be had, or a file. */
    private static final int EXIT_PORT = 1;

    /** Another process is this node of the cluster now. */
    private static final int EXIT_REPLACED = 1;

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Mixin
    private AccessOptions access = new AccessOptions();

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private TlsOptions tls = new TlsOptions();

    @Mixin
    private WebOptions web = new WebOptions();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "-v", description = "log connections too")
    private boolean verbose;

    @Option(names = "-q", description = "log errors only")
    private boolean quiet;

    @Option(names = "--help-all", description = "show the other options too")
    private boolean helpAll;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "show this")
    @SuppressWarnings("unused") // picocli itself acts on it
    private boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true, description = "show the version")
    @SuppressWarnings("unused") // picocli itself acts on it
    private boolean version;

    /** Files of arguments that hold secrets. */
    private List<Path> argumentFilesWithSecrets = List.of();

    /** Options whose secret stands on the command line. */
    private List<String> optionsWithWrittenSecrets = List.of();

    @Spec
    private CommandSpec spec;

    ChatroomCommand() {
        // Filled by the parser before anything is called.
        this.spec = CommandSpec.create();
    }

    void setArgumentFilesWithSecrets(List<Path> files) {
        argumentFilesWithSecrets = files;
    }

    void setOptionsWithWrittenSecrets(List<String> options) {
        optionsWithWrittenSecrets = options;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (helpAll) {
            spec.commandLine().usage(out);
            return 0;
        }
        if (options.asksForLimitList()) {
            LimitList.of(ServerOptions.otherLimits()).forEach(out::println);
            return 0;
        }
        ServerConfig config;
        try {
            config = toConfig();
        } catch (WrongValue wrong) {
            throw wrongUsage(wrong);
        }
        warnOfUnknownVariables(err);
        warnOfOpenSecrets(err);
        warnOfWrittenSecrets(err);
        Logging.configure(verbose, quiet);
        ChatServer server;
        List<String> greeting;
        try {
            server = ChatServer.start(config);
            greeting = Greeting.onStart(config, server);
        } catch (TlsException | DataException | ClusterException e) {
            err.println("chatroom: " + e.getMessage());
            return EXIT_PORT;
        } catch (IOException e) {
            err.println("chatroom: " + Greeting.cannotListen(config.bind(), e));
            return EXIT_PORT;
        }
        AtomicInteger status = new AtomicInteger();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> shutDown(server, err, status.get())));
        if (config.tls() != null && config.tls().certificate() instanceof TlsConfig.PemFiles) {
            HangupSignal.handle(server::reloadCertificate);
        }
        greeting.forEach(out::println);
        out.flush();
        server.serveUntilReplaced();
        status.set(EXIT_REPLACED);
        return EXIT_REPLACED;
    }

    private ServerConfig toConfig() {
        if (verbose && quiet) {
            throw new WrongValue("-q and -v cannot be had together");
        }
        ServerConfigBuilder config = options.toBuilder();
        access.addTo(config);
        config.tls(tls.toConfig(options.listenPort()));
        DataConfig kept = data.toConfig(cluster.isAlone());
        config.data(kept);
        config.web(web.toConfig());
        config.cluster(cluster.toConfig(kept != null, data.longest()));
        config.version(ProgramVersion.program());
        return config.build();
    }

    private ParameterException wrongUsage(WrongValue wrong) {
        OptionSpec option = spec.findOption(wrong.option());
        return option == null
                ? new ParameterException(spec.commandLine(), wrong.getMessage(), wrong)
                : new ParameterException(spec.commandLine(), wrong.getMessage(), wrong, option, null);
    }

    private void warnOfOpenSecrets(PrintWriter err) {
        List<Path> files = new ArrayList<>(argumentFilesWithSecrets);
        files.addAll(access.secretFiles());
        files.addAll(tls.secretFiles());
        files.addAll(cluster.secretFiles());
        String open = files.stream()
                .distinct()
                .filter(OptionFile::isReadableByAll)
                .map(Path::toString)
                .collect(Collectors.joining(" "));
        if (!open.isEmpty()) {
            err.println("chatroom: all users of this machine can read a secret; chmod o-r " + Values.shown(open)
                    + " ends that");
        }
    }

    private void warnOfWrittenSecrets(PrintWriter err) {
        if (!optionsWithWrittenSecrets.isEmpty()) {
            err.println("chatroom: all users of this machine can read the command line, and so the secret behind "
                    + String.join(" and ", optionsWithWrittenSecrets)
                    + "; @FILE, a hash, or a variable such as CHATROOM_PASSWORD keeps it from them");
        }
    }

    private void warnOfUnknownVariables(PrintWriter err) {
        if (spec.defaultValueProvider() instanceof EnvironmentDefaults environment) {
            List<String> unknown = environment.unknown(spec);
            if (!unknown.isEmpty()) {
                err.println("chatroom: no option is called as in " + String.join(", ", unknown)
                        + "; see chatroom --help-all");
            }
        }
    }

    /** Runs when the process is told to end; halting makes the status this one instead of the signal's. */
    private static void shutDown(ChatServer server, PrintWriter err, int status) {
        int connections = server.connections();
        server.close();
        err.println("chatroom: shut down" + switch (connections) {
            case 0 -> "";
            case 1 -> ", 1 connection ended";
            default -> ", %,d connections ended".formatted(connections);
        });
        err.flush();
        Runtime.getRuntime().halt(status);
    }
}
