package dev.chatroom.server.cli;

import dev.chatroom.server.cli.Values.WrongValue;
import dev.chatroom.server.config.ServerConfigBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say who may come in, and who may do more than others. */
final class AccessOptions {
    private static final int MOST_GUESSES = 100_000;

    @Option(names = "--password", paramLabel = "TEXT|@FILE",
            description = "ask newcomers for this password, or a hash of it")
    private Optional<String> password = Optional.empty();

    /** Commas hold them apart in the environment only: in a password on the command line, a comma is one. */
    @Option(names = "--operator", paramLabel = "NAME:SECRET", split = "\n",
            description = "who may run the server; NAME:@FILE too; repeatable")
    private List<String> operators = List.of();

    @Option(names = "--max-guesses", hidden = true, paramLabel = "N", defaultValue = "1000",
            description = "passwords that may wait to be checked (${DEFAULT-VALUE})")
    private String maxGuesses = "";

    private final SecretText secrets = new SecretText();

    /** The files that hold secrets, once {@link #addTo} has read them. */
    List<Path> secretFiles() {
        return secrets.files();
    }

    /**
     * Adds what these options ask for.
     *
     * @throws WrongValue if they cannot be followed; the message shows no password
     */
    void addTo(ServerConfigBuilder config) {
        config.maxGuesses(Values.number("--max-guesses", maxGuesses, 1, MOST_GUESSES));
        password.ifPresent(text -> {
            String secret = secrets.of("--password", text);
            explained("--password", () -> config.password(secret));
        });
        for (String operator : operators) {
            String[] nameAndSecret = operator.split(":", 2);
            if (nameAndSecret.length < 2) {
                // Not shown: it may be a password whose name was forgotten.
                throw new WrongValue("--operator takes NAME:SECRET, and there is no colon");
            }
            String secret = secrets.of("--operator", nameAndSecret[1]);
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
