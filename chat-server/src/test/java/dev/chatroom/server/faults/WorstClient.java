package dev.chatroom.server.faults;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A connection that has the server keep as much as it may, in every table up to the bound: names, rooms with all that
 * belongs to them, masks, names followed, marks of what has been read. In the end it sends a line without an end, or reads
 * no more of what it asks for. For one thread.
 */
final class WorstClient implements AutoCloseable {
    private static final int ROOMS = 20;
    private static final int MARKERS = 50;
    private static final int NAMES = 100;
    private static final int FORMER_NAMES = 8;
    private static final int SMALL_BUFFER = 2 * 1024;
    private static final int QUESTIONS = 150;
    private static final int LABELS = 256;

    /** One letter of two bytes makes a string take two bytes for each. */
    private static final String WIDE = "ж";

    /** How it goes on when it has filled the tables. */
    enum End {
        UNENDED_LINE, UNREAD_ANSWERS, UNREAD_PRIVATE_MESSAGES, UNREAD_LABELS
    }

    /** As many as are allowed, and as long as they may be. */
    private static final String TAGS = IntStream.range(0, 16)
            .mapToObj(i -> "+" + i + "=" + "x".repeat(240)).collect(Collectors.joining(";", "@", ""));

    private final RudeClient client;
    private final String name;
    private int ownRooms;

    private WorstClient(RudeClient client, int number) {
        this.client = client;
        this.name = "w" + number + "x".repeat(24 - Integer.toString(number).length());
    }

    /**
     * Comes in and fills everything.
     *
     * @param from its address
     * @param number each has one of its own
     * @param ofRooms it shares its rooms with the one who had this number
     * @return nobody if the server does not let it in
     */
    static Optional<WorstClient> connect(InetSocketAddress server, InetAddress from, int number, int ofRooms) {
        WorstClient worst = new WorstClient(RudeClient.connect(server, from, SMALL_BUFFER), number);
        if (worst.comeIn() && worst.takeRooms(ofRooms, number == ofRooms) && worst.fillLists()) {
            return Optional.of(worst);
        }
        worst.close();
        return Optional.empty();
    }

    /** Whether the server still took it. */
    boolean end(End how) {
        return switch (how) {
            case UNENDED_LINE -> client.write(TAGS);
            case UNREAD_ANSWERS -> client.write(("@label=" + "l".repeat(64) + " HELP\r\n").repeat(QUESTIONS));
            case UNREAD_PRIVATE_MESSAGES -> client.write("PRIVMSG %s :%s%s\r\n".formatted(name, WIDE, "x".repeat(400))
                    .repeat(QUESTIONS));
            case UNREAD_LABELS -> client.write("@label=%s%s PRIVMSG #%s :x\r\n"
                    .formatted(WIDE, "\\:".repeat(63), room(ownRooms, 0))
                    .repeat(LABELS));
        };
    }

    /** Says something long in each of its rooms. */
    boolean speak() {
        return client.write(IntStream.range(0, ROOMS)
                .mapToObj(i -> TAGS + " PRIVMSG #" + room(ownRooms, i) + " :" + WIDE + "x".repeat(380))
                .collect(Collectors.joining("\r\n", "", "\r\nPING :said\r\n"))) && client.readUpTo("said");
    }

    @Override
    public void close() {
        client.vanish();
    }

    private boolean comeIn() {
        String names = IntStream.range(0, FORMER_NAMES).mapToObj(i -> "NICK " + name + "-" + i)
                .collect(Collectors.joining("\r\n"));
        return client.write("""
                CAP REQ :message-tags labeled-response batch echo-message draft/read-marker\r
                NICK %s\r
                USER %s 0 * :%s\r
                CAP END\r
                %s\r
                NICK %1$s\r
                AWAY :%s%s\r
                PING :in\r
                """.formatted(name, "u".repeat(10), WIDE + "x".repeat(120), names, WIDE, "x".repeat(190)))
                && client.readUpTo("PONG");
    }

    private boolean takeRooms(int owner, boolean own) {
        ownRooms = owner;
        boolean done = true;
        for (int i = 0; i < ROOMS && done; i++) {
            String room = room(owner, i);
            String key = "k".repeat(60) + i;
            done = client.write("JOIN #%s %s\r\n".formatted(room, key))
                    && (!own || client.write("""
                            TOPIC #%1$s :%2$s%3$s\r
                            MODE #%1$s +kbb %4$s %5$s %6$s\r
                            """.formatted(room, WIDE, "x".repeat(380), key, "*a".repeat(60), "*b".repeat(60))))
                    && client.write("PING :room-%d-%d\r\n".formatted(owner, i))
                    && client.readUpTo("room-%d-%d".formatted(owner, i));
        }
        return done;
    }

    private String room(int owner, int number) {
        return "r%d-%d-%s".formatted(owner, number, "x".repeat(36));
    }

    private boolean fillLists() {
        String followed = IntStream.range(0, NAMES / 10)
                .mapToObj(i -> "MONITOR + " + IntStream.range(0, 10)
                        .mapToObj(k -> "f" + k + name.substring(0, 8) + i + "y".repeat(18))
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n"));
        String read = IntStream.range(0, MARKERS)
                .mapToObj(i -> "MARKREAD #" + WIDE + i + "m".repeat(60) + " timestamp=2026-03-01T12:00:00.000Z")
                .collect(Collectors.joining("\r\n"));
        return client.write(followed + "\r\n" + read + "\r\nPING :lists\r\n") && client.readUpTo("lists");
    }
}
