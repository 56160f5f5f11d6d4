package dev.chatroom.server.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the values of options. What is wrong is said with the value that was given and what is allowed. */
final class Values {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,10}");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]");
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final int MOST_SHOWN = 300;

    /**
     * A value that an option does not take; the message is a sentence without a full stop, for the user, and one line
     * whatever the value was. It begins with the name of the option if it is about one.
     */
    static final class WrongValue extends RuntimeException {
        private static final long serialVersionUID = 1;

        WrongValue(String message) {
            super(shown(message));
        }

        /** The option that it is about, or any other word. */
        String option() {
            return String.valueOf(getMessage()).replaceFirst("[ :].*", "");
        }
    }

    private Values() {}

    static int number(String option, String text, int least, int most) {
        String digits = text.strip();
        // Not all that Java takes for digits: they would look like another number to whoever reads them.
        if (NUMBER.matcher(digits).matches()) {
            long number = Long.parseLong(digits);
            if (number >= least && number <= most) {
                return (int) number;
            }
        }
        throw new WrongValue("%s takes a number from %d to %d, not '%s'".formatted(option, least, most, text));
    }

    /** {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h} or {@code off}; a bare number could be meant in any of them. */
    static Duration duration(String option, String text, Duration least, boolean mayBeOff) {
        String trimmed = text.strip();
        if (mayBeOff && (trimmed.equals("off") || trimmed.equals("0"))) {
            return Duration.ZERO;
        }
        Matcher matcher = DURATION.matcher(trimmed);
        if (matcher.matches()) {
            long amount = Long.parseLong(matcher.group(1));
            Duration duration = switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofSeconds(amount);
            };
            if (duration.compareTo(least) >= 0 && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        }
        throw new WrongValue("%s takes a time from %dms to 365 days, such as 500ms, 30s, 5m or 2h%s, not '%s'"
                .formatted(option, least.toMillis(), mayBeOff ? ", or off" : "", text));
    }

    /** The text that the bytes are; nothing if they are not UTF-8. */
    static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException wrong) {
            return Optional.empty();
        }
    }

    /** A text on one line that is not too long for a screen, with signs for what cannot be seen. */
    static String shown(String text) {
        String cut = text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
        return UNSEEN.matcher(cut).replaceAll(one -> switch (one.group().codePointAt(0)) {
            case '\n' -> "\\\\n";
            case '\t' -> "\\\\t";
            default -> "\\\\u%04x".formatted(one.group().codePointAt(0));
        });
    }

    static InetAddress address(String option, String text) {
        String bare = text.strip().replaceFirst("^\\[(.*)]$", "$1");
        try {
            if (!bare.isEmpty()) {
                return InetAddress.getByName(bare);
            }
        } catch (UnknownHostException unknown) {
            // Said below.
        }
        throw new WrongValue("%s takes an address or host name of this machine, not '%s'".formatted(option, text));
    }
}
