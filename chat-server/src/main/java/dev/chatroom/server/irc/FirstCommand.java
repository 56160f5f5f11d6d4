package dev.chatroom.server.irc;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * With what IRC clients begin: in capitals, as all clients write it, since people begin sentences so too. Takes time in
 * proportion to the length of the line.
 */
final class FirstCommand {
    private static final String BLANKS = " \t\u000B\f\r\n";

    /** Of USER there are four parameters; what comes behind them does not matter. */
    private static final int WORDS_LOOKED_AT = 7;

    /** What clients ask for by CAP (IRCv3 capability negotiation). */
    private static final Set<String> NEGOTIATION = Set.of("LS", "LIST", "REQ", "ACK", "END", "CLEAR");

    private FirstCommand() {}

    /** Whether a line is the first of an IRC client. */
    static boolean begins(String line) {
        List<String> words = words(line);
        return !words.isEmpty() && line.startsWith(words.getFirst()) && isCommand(withoutTags(words), line);
    }

    private static boolean isCommand(List<String> words, String line) {
        if (words.isEmpty()) {
            return false;
        }
        int parameters = words.size() - 1;
        return switch (words.getFirst()) {
            case "CAP" -> parameters >= 1 && (NEGOTIATION.contains(words.get(1)) || isOneInCapitals(words));
            case "AUTHENTICATE" -> parameters == 1;
            // With the number of hops, as RFC 1459 has it (section 4.1.2).
            case "NICK" -> parameters == 1 || (parameters == 2 && words.get(2).matches("\\d{1,3}"));
            case "USER" -> parameters >= 4;
            // A password behind a colon may have blanks, or none at all.
            case "PASS" -> parameters == 1 || line.contains("PASS :");
            default -> false;
        };
    }

    /** Whether a client asks for what this server does not know, and has to be told so. */
    private static boolean isOneInCapitals(List<String> words) {
        return words.size() == 2 && words.get(1).chars().allMatch(letter -> letter >= 'A' && letter <= 'Z');
    }

    private static List<String> withoutTags(List<String> words) {
        return words.getFirst().startsWith("@") ? words.subList(1, words.size()) : words;
    }

    private static List<String> words(String line) {
        StringTokenizer tokens = new StringTokenizer(line, BLANKS);
        List<String> words = new ArrayList<>();
        while (tokens.hasMoreTokens() && words.size() < WORDS_LOOKED_AT) {
            words.add(tokens.nextToken());
        }
        return words;
    }
}
