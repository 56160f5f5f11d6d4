package dev.chatroom.server.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.websocket.Frames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** As {@link MarkScannerTest}, in streams of WebSocket. */
class FrameScanningTest {
    private static final int BODY = 32;
    private static final Mark MARK = new Mark("abcd");
    private static final String PING = new String(Frames.ping(), ISO_8859_1);

    private final List<String> found = new ArrayList<>();
    private final MarkScanner scanner = new MarkScanner(MARK, BODY, Frames.ping(), Units.FRAMES);
    private final MarkScanner.Sink sink = new MarkScanner.Sink() {
        @Override
        public void mark(int sender, int sequence, long sentMicros) {
            found.add(sender + " " + sequence + " " + sentMicros);
        }

        @Override
        public void notice(byte[] bytes, int from, int to) {
            found.add("ping");
        }
    };

    /** A frame, and what is to be found in it; empty if nothing. */
    record Sent(String bytes, String holds) {}

    @Property
    void findsEachMarkAndPingHoweverTheStreamIsSplit(@ForAll("frames") List<Sent> frames, @ForAll int[] places) {
        found.clear();
        scan(String.join("", frames.stream().map(Sent::bytes).toList()), places);
        assertThat(found).isEqualTo(frames.stream().map(Sent::holds).filter(holds -> !holds.isEmpty()).toList());
        assertThat(scanner.broken()).isZero();
    }

    @Example
    void seesEachPingBetweenMessagesThatAreAlike() {
        String message = said("alice", 1, 1, 1, "") + PING;
        scan(message.repeat(4));
        assertThat(found).containsExactly("1 1 1", "ping", "1 1 1", "ping", "1 1 1", "ping", "1 1 1", "ping");
    }

    @Example
    void seesAPingBehindAnEventThatIsLikeTheOneBefore() {
        String event = text("{\"type\":\"joined\"}");
        scan(said("bob", 1, 1, 0, "") + event + said("alice", 1, 2, 0, "") + event + PING + said("bob", 1, 3, 0, ""));
        assertThat(found).containsExactly("1 1 0", "1 2 0", "ping", "1 3 0");
    }

    @Example
    void takesNoOtherTextForAPing() {
        scan(text("{\"type\":\"said\",\"text\":\"\u00C9\u00C9\u00C9\"}"));
        assertThat(found).isEmpty();
    }

    @Example
    void countsACutMessageAndMissesNoneAfterIt() {
        scan(said("alice", 1, 1, 0, "").replace("x\"}", "\"}}") + said("alice", 1, 2, 0, ""));
        assertThat(found).containsExactly("1 1 0", "1 2 0");
        assertThat(scanner.broken()).isEqualTo(1);
    }

    @Provide
    Arbitrary<List<Sent>> frames() {
        Arbitrary<Sent> messages = Combinators.combine(
                Arbitraries.of("a", "b", "\u00C9", "n".repeat(40), "m".repeat(300)),
                Arbitraries.of("", ",\"bot\":true"),
                Arbitraries.integers().between(0, 5_000), Arbitraries.integers().between(0, 1 << 29),
                Arbitraries.longs().between(0, 1L << 41))
                .as((name, after, sender, sequence, micros) -> new Sent(
                        said(name, sender, sequence, micros, after), sender + " " + sequence + " " + micros));
        Arbitrary<Sent> others = Arbitraries.of(
                new Sent(PING, "ping"),
                new Sent(text("{\"type\":\"joined\",\"by\":{\"name\":\"=abcd\"}}"), ""),
                new Sent(text("{\"type\":\"notice\",\"text\":\"" + "=".repeat(0x8900) + "\"}"), ""));
        return Arbitraries.oneOf(messages, others).list().ofMaxSize(20);
    }

    private static String said(String name, int sender, int sequence, long micros, String after) {
        byte[] body = "x".repeat(BODY).getBytes(US_ASCII);
        MARK.put(body, 0, sender, sequence, micros);
        return text("{\"type\":\"said\",\"by\":{\"name\":\"%s\"},\"text\":\"%s\"%s}"
                .formatted(name, new String(body, US_ASCII), after));
    }

    private static String text(String json) {
        return new String(Frames.text(json.getBytes(UTF_8)), ISO_8859_1);
    }

    /** Scans the stream in pieces; a place out of range does not split. */
    private void scan(String stream, int... places) {
        StreamTail tail = new StreamTail();
        byte[] bytes = new byte[StreamTail.MOST_KEPT + stream.length()];
        int from = 0;
        while (from < stream.length()) {
            int start = from;
            int to = Arrays.stream(places)
                    .map(place -> Math.floorMod(place, stream.length()))
                    .filter(place -> place > start)
                    .min()
                    .orElse(stream.length());
            int kept = tail.restore(bytes);
            byte[] piece = stream.substring(from, to).getBytes(ISO_8859_1);
            System.arraycopy(piece, 0, bytes, kept, piece.length);
            scanner.scan(bytes, kept + piece.length, tail, sink);
            from = to;
        }
    }
}
