package dev.chatroom.server.cli;

import dev.chatroom.server.cli.Values.WrongValue;
import dev.chatroom.server.cli.archive.BackupCommand;
import dev.chatroom.server.cli.archive.CheckCommand;
import dev.chatroom.server.cli.archive.EraseCommand;
import dev.chatroom.server.cli.archive.ExportCommand;
import dev.chatroom.server.cli.archive.ImportCommand;
import dev.chatroom.server.dialect.NearestWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Where the {@code chatroom} command begins. */
final class Main {
    /** Wrong usage. */
    private static final int EXIT_USAGE = 2;

    private Main() {}

    /** Runs the command; returns only if it could not be started, or had nothing to serve. */
    public static void main(String[] args) {
        CommandLine commandLine = commandLine(System.getenv());
        commandLine.setOut(NativeText.printer(System.out));
        commandLine.setErr(NativeText.printer(System.err));
        Optional<String> complaint = NativeText.complaint(
                List.of(args), System.getenv(), System.getProperty("sun.jnu.encoding", ""), ownCommandLine());
        System.exit(complaint.isPresent() ? refuse(commandLine, complaint.get()) : execute(commandLine, args));
    }

    /** As the system shows it to everybody; empty where it does not. */
    private static byte[] ownCommandLine() {
        try {
            return Files.readAllBytes(Path.of("/proc/self/cmdline"));
        } catch (IOException anotherSystem) {
            return new byte[0];
        }
    }

    static int execute(CommandLine commandLine, String... args) {
        ArgumentFiles files;
        try {
            files = ArgumentFiles.expand(List.of(args));
        } catch (WrongValue wrong) {
            return refuse(commandLine, String.valueOf(wrong.getMessage()));
        }
        ChatroomCommand command = commandLine.getCommand();
        command.setArgumentFilesWithSecrets(files.withSecrets());
        command.setOptionsWithWrittenSecrets(WrittenSecrets.in(List.of(args)));
        return commandLine.execute(files.arguments());
    }

    private static int refuse(CommandLine commandLine, String why) {
        commandLine.getErr().println("chatroom: " + why + "; see chatroom --help");
        return EXIT_USAGE;
    }

    static CommandLine commandLine(Map<String, String> environment) {
        CommandLine commandLine = new CommandLine(new ChatroomCommand());
        Stream.<Object>of(
                new ExportCommand(ProgressBar::new), new ImportCommand(ProgressBar::new),
                new BackupCommand(ProgressBar::new), new CheckCommand(ProgressBar::new),
                new EraseCommand(ProgressBar::new))
                .forEach(commandLine::addSubcommand);
        commandLine.setDefaultValueProvider(new EnvironmentDefaults(environment));
        // What is written last counts, so that the command line can change what a file of arguments says.
        commandLine.setOverwrittenOptionsAllowed(true);
        commandLine.setExpandAtFiles(false);
        commandLine.setParameterExceptionHandler(Main::wrongUsage);
        showOptions(commandLine);
        commandLine.getSubcommands().values().forEach(Main::showOptions);
        return commandLine;
    }

    /** The help has a line an option; arguments and subcommands are named above and below. */
    private static void showOptions(CommandLine commandLine) {
        Map<String, CommandLine.IHelpSectionRenderer> sections = commandLine.getHelpSectionMap();
        sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, Main::optionLines);
        sections.remove(UsageMessageSpec.SECTION_KEY_PARAMETER_LIST);
        sections.remove(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING);
        sections.remove(UsageMessageSpec.SECTION_KEY_COMMAND_LIST);
    }

    /** A line an option, so that they fit on a screen; those that few need only if all are asked for. */
    private static String optionLines(CommandLine.Help help) {
        OptionSpec all = help.commandSpec().findOption("--help-all");
        boolean rareToo = all != null && Boolean.TRUE.equals(all.getValue());
        return help.commandSpec().options().stream()
                .filter(option -> rareToo || !option.hidden())
                .sorted(Comparator.comparing(option -> option.usageHelp() || option.versionHelp()))
                .map(option -> "  %-25s %s%n".formatted(
                        String.join(", ", option.names())
                                + (option.arity().max() == 0 ? "" : " " + option.paramLabel()),
                        option.description()[0].replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValue()))))
                .collect(Collectors.joining());
    }

    private static int wrongUsage(ParameterException wrong, String[] args) {
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        String message = switch (wrong) {
            case UnmatchedArgumentException unmatched ->
                unmatched(unmatched.getUnmatched().get(0), wrong.getCommandLine());
            case MissingParameterException missing ->
                missing(missing.getMissing().get(0), List.of(args));
            case ParameterException flag when isFlag(flag.getArgSpec()) && flag.getValue() != null ->
                Values.shown("%s takes true or false, not '%s'".formatted(
                        ((OptionSpec) flag.getArgSpec()).longestName(), flag.getValue()));
            default -> String.valueOf(wrong.getMessage()).lines().findFirst().orElse("wrong usage");
        };
        String next = message.endsWith("?") ? "" : "; see " + command + (isRare(wrong) ? " --help-all" : " --help");
        wrong.getCommandLine().getErr().println("chatroom: " + variable(wrong) + message + next);
        return EXIT_USAGE;
    }

    private static String missing(ArgSpec argument, List<String> written) {
        if (!(argument instanceof OptionSpec option)) {
            return argument.paramLabel() + " is missing";
        }
        return written.stream().anyMatch(List.of(option.names())::contains)
                ? option.longestName() + " needs a value"
                : "give " + option.longestName() + " " + option.paramLabel();
    }

    /** Whether it is about an option that only the long help shows. */
    private static boolean isRare(ParameterException wrong) {
        ArgSpec about = wrong instanceof MissingParameterException missing
                ? missing.getMissing().get(0)
                : wrong.getArgSpec();
        return about instanceof OptionSpec option
                && option.hidden()
                && wrong.getCommandLine().getCommandSpec().findOption("--help-all") != null;
    }

    private static boolean isFlag(@Nullable ArgSpec argument) {
        return argument instanceof OptionSpec option && option.typeInfo().isBoolean();
    }

    /** The variable of the environment that the wrong value came from, to be said before what is wrong. */
    private static String variable(ParameterException wrong) {
        CommandLine commandLine = wrong.getCommandLine();
        return wrong.getArgSpec() instanceof OptionSpec option
                && commandLine.getDefaultValueProvider() instanceof EnvironmentDefaults environment
                        ? environment.variableBehind(option, commandLine.getParseResult())
                                .map(variable -> variable + ": ")
                                .orElse("")
                        : "";
    }

    /** Shows nothing that may be a secret: what follows a misspelt option, or a second word where one was asked for. */
    private static String unmatched(String argument, CommandLine command) {
        int value = argument.indexOf('=');
        List<String> written = command.getParseResult().originalArgs();
        boolean nearSecret = command.getCommandName().equals("hash")
                || written.stream().anyMatch(word -> word.startsWith("--password") || word.startsWith("--operator"));
        if (nearSecret && !argument.startsWith("-")) {
            return "there is a word too many; a value with spaces needs quotes";
        }
        String name = value < 0 ? argument : argument.substring(0, value);
        return "there is no option or argument '" + Values.shown(value < 0 ? name : name + "=...") + "'"
                + nearest(name, command).map(near -> "; did you mean " + near + "?").orElse("");
    }

    private static Optional<String> nearest(String name, CommandLine command) {
        List<String> words = command.getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .filter(option -> option.startsWith("--"))
                .map(option -> option.substring(2))
                .toList();
        return name.startsWith("-")
                ? NearestWord.of(name.replaceFirst("^-+", ""), words).map(word -> "--" + word)
                : Optional.empty();
    }
}
