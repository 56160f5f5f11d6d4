package dev.chatroom.server.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.chatroom.server.bench.plan.BenchException;
import dev.chatroom.server.bench.plan.Language;
import dev.chatroom.server.bench.plan.RoomAssignment;
import java.util.Locale;

/** What a client says apart from messages, so that it comes into its room. Immutable. */
sealed interface Protocol {

    /**
     * What to say to a line that came while the client was not yet in its room.
     *
     * @param say with line ends; may be empty
     * @param arrived whether the client is in its room now, or will be without waiting for more
     */
    record Next(String say, boolean arrived) {
        static final Next WAIT = new Next("", false);
        static final Next ARRIVED = new Next("", true);
    }

    /** For clients that speak so, seated like this. */
    static Protocol of(Language language, RoomAssignment seating, String run) {
        Talk talk = new Talk(seating, run);
        return switch (language) {
            case PLAIN -> talk;
            case IRC -> new Irc(seating, run, "#" + run);
            case BOTH -> new Both(talk, new Irc(seating, run, "#bench-" + run + "-"));
        };
    }

    /** What to say on connecting, with line ends; may be empty. */
    String hello(int client);

    Next heard(int client, String line) throws BenchException;

    /** Whether a server may have nothing to say to those who connect. */
    boolean mayBeSilent();

    /** What precedes a message's text in a sender's line. */
    String before(int client);

    String lineEnd();

    /** How those of the server's lines begin that matter while messages come. */
    String notice();

    /** A line is a message. With several rooms, each client leaves the one where it begins and joins its own. */
    record Talk(RoomAssignment seating, String run) implements Protocol {
        @Override
        public String hello(int client) {
            return seating.rooms() == 1 ? "" : joining(client);
        }

        private String joining(int client) {
            return "/leave\n/join bench-%s-%d\n".formatted(run, seating.roomOf(client));
        }

        /** The first line is a greeting; whether the client is in the room is asked later. */
        @Override
        public Next heard(int client, String line) {
            return Next.ARRIVED;
        }

        @Override
        public boolean mayBeSilent() {
            return true;
        }

        @Override
        public String before(int client) {
            return "";
        }

        @Override
        public String lineEnd() {
            return "\n";
        }

        /** With this server, a client that reads too slowly is told how much it missed. */
        @Override
        public String notice() {
            return "* you missed ";
        }

        /** The number with which the rest of that line begins. */
        static long missed(byte[] bytes, int from, int to) {
            long number = 0;
            for (int i = from; i < to && (bytes[i] == ',' || Character.isDigit(bytes[i])); i++) {
                number = bytes[i] == ',' ? number : 10 * number + bytes[i] - '0';
            }
            return number;
        }
    }

    /** Every other client speaks IRC; all are in the same rooms. */
    record Both(Talk talk, Irc irc) implements Protocol {
        private Protocol of(int client) {
            return client % 2 == 0 ? talk : irc;
        }

        /** With a room of its own even if it is the only one, since that where talkers begin may have another name. */
        @Override
        public String hello(int client) {
            return client % 2 == 0 ? talk.joining(client) : irc.hello(client);
        }

        @Override
        public Next heard(int client, String line) throws BenchException {
            return of(client).heard(client, line);
        }

        @Override
        public boolean mayBeSilent() {
            return false;
        }

        @Override
        public String before(int client) {
            return of(client).before(client);
        }

        @Override
        public String lineEnd() {
            return irc.lineEnd();
        }

        @Override
        public String notice() {
            return irc.notice();
        }
    }

    /**
     * The least of IRC (RFC 2812) that it takes to be in a channel, with times and tags as clients of today have them
     * (IRCv3 server-time and message-tags), if the server has them.
     *
     * @param prefix what the names of channels begin with
     */
    record Irc(RoomAssignment seating, String run, String prefix) implements Protocol {
        /** Letters of which no two look alike, nor two of them like a third: servers may refuse names that do. */
        private static final String LETTERS = "abcdefghjkpqstuxyz";

        private String nickname(int client) {
            StringBuilder name = new StringBuilder(run);
            for (int rest = client + 1; rest > 0; rest = (rest - 1) / LETTERS.length()) {
                name.append(LETTERS.charAt((rest - 1) % LETTERS.length()));
            }
            return name.toString();
        }

        @Override
        public String hello(int client) {
            String nickname = nickname(client);
            return "CAP REQ :server-time message-tags\r\nNICK %s\r\nUSER bench 0 * :bench\r\nCAP END\r\n"
                    .formatted(nickname);
        }

        @Override
        public Next heard(int client, String line) throws BenchException {
            if (line.startsWith(notice())) {
                byte[] bytes = line.getBytes(US_ASCII);
                return new Next(new String(pong(bytes, notice().length(), bytes.length), US_ASCII), false);
            }
            String[] words = line.split(" ", 3);
            String command = line.startsWith(":") && words.length > 1 ? words[1] : words[0];
            return switch (command.toUpperCase(Locale.ROOT)) {
                // RPL_WELCOME and RPL_ENDOFNAMES, which ends what is sent on joining.
                case "001" -> new Next("JOIN " + channel(client) + "\r\n", false);
                case "366" -> Next.ARRIVED;
                case "ERROR", "403", "405", "432", "433", "437", "464", "465", "471", "473", "474", "475", "477" ->
                    throw new BenchException("the server says: " + line);
                default -> Next.WAIT;
            };
        }

        @Override
        public boolean mayBeSilent() {
            return false;
        }

        @Override
        public String before(int client) {
            return "PRIVMSG " + channel(client) + " :";
        }

        @Override
        public String lineEnd() {
            return "\r\n";
        }

        @Override
        public String notice() {
            return "PING ";
        }

        /** The answer to a PING with this argument. */
        static byte[] pong(byte[] bytes, int from, int to) {
            return ("PONG " + new String(bytes, from, to - from, US_ASCII) + "\r\n").getBytes(US_ASCII);
        }

        private String channel(int client) {
            return prefix + seating.roomOf(client);
        }
    }
}
