package dev.chatroom.server.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Takes the value of an option that is not given from the environment: {@code --max-line} from CHATROOM_MAX_LINE. Several
 * values of one option have commas between them.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {
    /** What the names of all variables begin with. */
    static final String PREFIX = "CHATROOM_";

    /** What only the launcher reads. */
    private static final Set<String> LAUNCHER = Set.of("CHATROOM_JAVA_HOME", "CHATROOM_JAVA_OPTS");

    private final Map<String, String> environment;

    EnvironmentDefaults(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
            return null;
        }
        if (argument.command().parent() != null && !option.longestName().equals("--data")) {
            // A subcommand's other options mean something else, even if they are called the same.
            return null;
        }
        String value = environment.get(variable(option.longestName()));
        return value == null || option.splitRegex().isEmpty() ? value : value.replace(",", option.splitRegex());
    }

    /** The variable that the value of an option came from; nothing if it came from the command line. */
    Optional<String> variableBehind(OptionSpec option, ParseResult parsed) {
        String variable = variable(option.longestName());
        return parsed.hasMatchedOption(option) || defaultValue(option) == null
                ? Optional.empty()
                : Optional.of(variable);
    }

    /** The variables that look like options of {@code command} and are none, in the order of the alphabet. */
    List<String> unknown(CommandSpec command) {
        Set<String> known = new HashSet<>(LAUNCHER);
        command.options().forEach(option -> known.add(variable(option.longestName())));
        return environment.keySet().stream()
                .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
                .sorted()
                .toList();
    }

    static String variable(String optionName) {
        String name = optionName.replaceFirst("^-+", "").replace('-', '_');
        return PREFIX + name.toUpperCase(Locale.ROOT);
    }
}
