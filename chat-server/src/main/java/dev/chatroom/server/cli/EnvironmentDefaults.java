package dev.chatroom.server.cli;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Takes the value of an option that is not given from the environment: {@code --max-line} from CHATROOM_MAX_LINE. */
final class EnvironmentDefaults implements IDefaultValueProvider {
    private final Map<String, String> environment;

    EnvironmentDefaults(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
            return null;
        }
        if (argument.command().parent() != null) {
            // A subcommand's options mean something else, even if they are called the same.
            return null;
        }
        return environment.get(variable(option.longestName()));
    }

    static String variable(String optionName) {
        String name = optionName.replaceFirst("^-+", "").replace('-', '_');
        return "CHATROOM_" + name.toUpperCase(Locale.ROOT);
    }
}
