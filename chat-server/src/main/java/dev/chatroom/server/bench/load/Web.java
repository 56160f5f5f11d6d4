package dev.chatroom.server.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.chatroom.server.bench.plan.BenchException;
import dev.chatroom.server.bench.plan.RoomAssignment;
import java.util.stream.Stream;

/** As much of {@code chat.v1.json} over WebSocket as it takes to be in a room. A mask of zeros masks nothing. */
record Web(RoomAssignment seating, String run) implements Protocol {
    private static final int PONG = 0x8A;
    private static final int CLOSE = 0x88;
    private static final int MASKED = 0x80;

    /** "The connection has done what it was for": else the server waits for the user to come back. */
    private static final String NORMAL = "\u0003\u00E8";

    private static final String SAID = "\"}";

    @Override
    public String hello(int client) {
        return """
                GET /ws HTTP/1.1\r
                Host: localhost\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: Y2hhdHJvb20gYmVuY2ggMQ==\r
                Sec-WebSocket-Protocol: chat.v1.json\r
                \r
                """;
    }

    @Override
    public Next heard(int client, String heard) throws BenchException {
        if (heard.isEmpty()) {
            return new Next(text("{\"do\":\"nick\",\"name\":\"%s\"}".formatted(Protocol.nickname(run, client)))
                    + text("{\"do\":\"join\",\"room\":\"%s\"}".formatted(room(client))), false);
        }
        if (heard.equals(notice())) {
            return new Next(pong(), false);
        }
        boolean refused = heard.startsWith("HTTP/")
                ? !heard.startsWith("HTTP/1.1 101")
                : Stream.of("refused", "password", "bye").anyMatch(type -> isOf(type, heard));
        if (refused) {
            throw new BenchException("the server says: " + heard);
        }
        return isOf("entered", heard) ? Next.ARRIVED : Next.WAIT;
    }

    /** Within a text a quote has a backslash before it. */
    private static boolean isOf(String type, String message) {
        return message.startsWith("{") && message.contains("\"type\":\"" + type + "\"");
    }

    @Override
    public boolean mayBeSilent() {
        return false;
    }

    @Override
    public int atOnce() {
        return AT_ONCE;
    }

    @Override
    public String before(int client, int body) {
        String before = "{\"do\":\"say\",\"room\":\"%s\",\"text\":\"".formatted(room(client));
        return head(Units.TEXT & 0xFF, before.length() + body + SAID.length()) + before;
    }

    @Override
    public String after() {
        return SAID;
    }

    @Override
    public Units units() {
        return Units.FRAMES;
    }

    /** A ping that holds nothing, as this server's. Within JSON there is no zero. */
    @Override
    public String notice() {
        return "\u0089\u0000";
    }

    @Override
    public boolean hearsItself() {
        return true;
    }

    @Override
    public String goodbye() {
        return head(CLOSE, NORMAL.length()) + NORMAL;
    }

    /** The answer to a ping that holds nothing. */
    static String pong() {
        return head(PONG, 0);
    }

    private static String text(String message) {
        return head(Units.TEXT & 0xFF, message.getBytes(ISO_8859_1).length) + message;
    }

    private static String head(int kind, int length) {
        String lengths = length < Units.IN_TWO_BYTES
                ? "" + (char) (MASKED | length)
                : "" + (char) (MASKED | Units.IN_TWO_BYTES) + (char) (length >> Byte.SIZE)
                        + (char) (length & 0xFF);
        return (char) kind + lengths + "\0\0\0\0";
    }

    private String room(int client) {
        return "bench-%s-%d".formatted(run, seating.roomOf(client));
    }
}
