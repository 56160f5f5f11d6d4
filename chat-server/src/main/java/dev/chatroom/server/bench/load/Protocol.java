package dev.chatroom.server.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.chatroom.server.bench.plan.BenchException;
import dev.chatroom.server.bench.plan.RoomAssignment;
import java.util.Locale;

/** What a client says apart from messages, so that it comes into its room. Immutable. */
sealed interface Protocol permits Protocol.Talk, Protocol.Irc, Web {

    /**
     * What to say to something that came while the client was not yet in its room.
     *
     * @param say with line ends; may be empty
     * @param arrived whether the client is in its room now, or will be without waiting for more
     */
    record Next(String say, boolean arrived) {
        static final Next WAIT = new Next("", false);
        static final Next ARRIVED = new Next("", true);
    }

    /** So many connections wait to be let in at most, where nothing speaks against it. */
    int AT_ONCE = 2_000;

    /** Letters of which no two look alike, nor two of them like a third: servers may refuse names that do. */
    String LETTERS = "abcdefghjkpqstuxyz";

    /** A name that no other client of the run has. */
    static String nickname(String run, int client) {
        StringBuilder name = new StringBuilder(run);
        for (int rest = client + 1; rest > 0; rest = (rest - 1) / LETTERS.length()) {
            name.append(LETTERS.charAt((rest - 1) % LETTERS.length()));
        }
        return name.toString();
    }

    /** What to say on connecting, with line ends; may be empty. */
    String hello(int client);

    /**
     * What to do about what was heard.
     *
     * @param heard a line, or a message, as {@link #units} are; perhaps only its beginning
     */
    Next heard(int client, String heard) throws BenchException;

    /** Whether a server may have nothing to say to those who connect. */
    boolean mayBeSilent();

    /** How many connections may wait to be let in. */
    int atOnce();

    /** What precedes a message's text, if that has so many bytes. */
    String before(int client, int body);

    /** What follows a message's text. */
    String after();

    /** Of what the server's stream is made. */
    Units units();

    /** How those of the server's lines begin that matter while messages come. */
    String notice();

    /** Whether senders read their own messages too. */
    boolean hearsItself();

    /** What to say before the connection is closed; may be empty. */
    String goodbye();

    /**
     * A line is a message. With several rooms, each client leaves the one where it begins and joins its own.
     *
     * @param alone whether nobody speaks anything else; else there is a room of their own even if it is the only one, since
     *     that where talkers begin may have another name
     */
    record Talk(RoomAssignment seating, String run, boolean alone) implements Protocol {
        @Override
        public String hello(int client) {
            return alone && seating.rooms() == 1
                    ? ""
                    : "/leave\n/join bench-%s-%d\n".formatted(run, seating.roomOf(client));
        }

        /** The first line is a greeting; whether the client is in the room is asked later. */
        @Override
        public Next heard(int client, String line) {
            return Next.ARRIVED;
        }

        @Override
        public boolean mayBeSilent() {
            return alone;
        }

        @Override
        public int atOnce() {
            return AT_ONCE;
        }

        @Override
        public String before(int client, int body) {
            return "";
        }

        @Override
        public String after() {
            return "\n";
        }

        @Override
        public Units units() {
            return Units.LINES;
        }

        /** With this server, a client that reads too slowly is told how much it missed. */
        @Override
        public String notice() {
            return "* you missed ";
        }

        @Override
        public boolean hearsItself() {
            return false;
        }

        @Override
        public String goodbye() {
            return "";
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

    /**
     * The least of IRC (RFC 2812) that it takes to be in a channel, with times and tags as clients of today have them
     * (IRCv3 server-time and message-tags), if the server has them.
     *
     * @param prefix what the names of channels begin with
     */
    record Irc(RoomAssignment seating, String run, String prefix) implements Protocol {
        /** The length of the queue of those who are not yet accepted is 128 with some servers. */
        private static final int SHORT_QUEUE = 100;

        @Override
        public String hello(int client) {
            return "CAP REQ :server-time message-tags\r\nNICK %s\r\nUSER bench 0 * :bench\r\nCAP END\r\n"
                    .formatted(nickname(run, client));
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
        public int atOnce() {
            return SHORT_QUEUE;
        }

        @Override
        public String before(int client, int body) {
            return "PRIVMSG " + channel(client) + " :";
        }

        @Override
        public String after() {
            return "\r\n";
        }

        @Override
        public Units units() {
            return Units.LINES;
        }

        @Override
        public String notice() {
            return "PING ";
        }

        @Override
        public boolean hearsItself() {
            return false;
        }

        @Override
        public String goodbye() {
            return "";
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
