package dev.chatroom.server.cli;

import dev.chatroom.server.ServerConfigBuilder;
import dev.chatroom.server.cli.Values.WrongValue;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say who may come in, and who may do more than others. */
final class AccessOptions {
    @Option(names = "--password", paramLabel = "TEXT|@FILE",
            description = "ask newcomers for this password, or a hash of it")
    private Optional<String> password = Optional.empty();

    /** Commas hold them apart in the environment only: in a password on the command line, a comma is one. */
    @Option(names = "--operator", paramLabel = "NAME:SECRET", split = "\n",
            description = "who may run the server; NAME:@FILE too; repeatable")
    private List<String> operators = List.of();

    /**
     * Adds what these options ask for.
     *
     * @throws WrongValue if they cannot be followed; the message shows no password
     */
    void addTo(ServerConfigBuilder config) {
        password.ifPresent(text -> {
            String secret = SecretText.of("--password", text);
            explained("--password", () -> config.password(secret));
        });
        for (String operator : operators) {
            String[] nameAndSecret = operator.split(":", 2);
            if (nameAndSecret.length < 2) {
                // Not shown: it may be a password whose name was forgotten.
                throw new WrongValue("--operator takes NAME:SECRET, and there is no colon");
            }
            String secret = SecretText.of("--operator", nameAndSecret[1]);
            explained("--operator", () -> config.operator(nameAndSecret[0].strip(), secret));
        }
    }

    private static void explained(String option, Runnable setting) {
        try {
            setting.run();
        } catch (IllegalArgumentException wrong) {
            throw new WrongValue("%s: %s".formatted(option, wrong.getMessage()));
        }
    }
}
