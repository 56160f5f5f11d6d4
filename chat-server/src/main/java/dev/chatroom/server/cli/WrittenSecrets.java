package dev.chatroom.server.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The secrets that stand on a command line as they are, where all users of the machine can read them. */
final class WrittenSecrets {
    private static final String PASSWORD = "--password";
    private static final String OPERATOR = "--operator";

    private WrittenSecrets() {}

    /** The options that have one, in alphabetical order; what a file or a hash stands for is none. */
    static List<String> in(List<String> written) {
        List<String> options = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            String[] optionAndValue = written.get(i).split("=", 2);
            String next = i + 1 < written.size() ? written.get(i + 1) : "";
            if (isReadable(optionAndValue[0], optionAndValue.length > 1 ? optionAndValue[1] : next)) {
                options.add(optionAndValue[0]);
            }
        }
        return options.stream().distinct().sorted().toList();
    }

    private static boolean isReadable(String option, String value) {
        return switch (option) {
            case PASSWORD -> isSecret(value);
            case OPERATOR -> isSecret(value.substring(value.indexOf(':') + 1));
            default -> false;
        };
    }

    private static boolean isSecret(String value) {
        String secret = value.strip();
        return !secret.isEmpty() && Stream.of("@", "$2a$", "$2b$", "$2y$").noneMatch(secret::startsWith);
    }
}
