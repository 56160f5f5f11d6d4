package dev.chatroom.server.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

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

class MarkScannerTest {
    private static final int BODY = 32;
    private static final Mark MARK = new Mark("abcd");
    private static final byte[] PING = "PING ".getBytes(US_ASCII);
    private static final byte[] STARS = "***".getBytes(US_ASCII);

    private final List<String> found = new ArrayList<>();
    private final MarkScanner.Sink sink = new MarkScanner.Sink() {
        @Override
        public void mark(int sender, int sequence, long sentMicros) {
            found.add(sender + " " + sequence + " " + sentMicros);
        }

        @Override
        public void notice(byte[] bytes, int from, int to) {
            found.add("notice " + new String(bytes, from, to - from, US_ASCII));
        }
    };

    /** A line, and what is to be found in it. */
    record Line(String text, List<String> holds) {}

    @Property
    void findsEachMarkHoweverTheStreamIsSplit(@ForAll("lines") List<Line> lines, @ForAll int[] places) {
        found.clear();
        String stream = String.join("", lines.stream().map(Line::text).toList());
        MarkScanner scanner = new MarkScanner(MARK, BODY, PING, Units.LINES);
        scan(scanner, stream, places);
        assertThat(found).isEqualTo(lines.stream().flatMap(line -> line.holds().stream()).toList());
        assertThat(scanner.broken()).isZero();
    }

    @Example
    void ignoresNoticesThatWereNotAskedFor() {
        scan(new MarkScanner(MARK, BODY, STARS, Units.LINES), "PING :x\r\nalice: " + body(1, 2, 3) + "\n");
        assertThat(found).containsExactly("1 2 3");
    }

    @Example
    void ignoresMarksOfOtherRuns() {
        scan(new MarkScanner(MARK, BODY, STARS, Units.LINES), "12:00 alice: " + body(new Mark("abcx"), 1, 2, 3) + "\n");
        assertThat(found).isEmpty();
    }

    @Example
    void countsACutMessageAndMissesNoneAfterIt() {
        MarkScanner scanner = new MarkScanner(MARK, BODY, STARS, Units.LINES);
        String cut = body(1, 1, 0).substring(0, BODY - 5);
        scan(scanner, "a: " + cut + "\na: " + body(1, 2, 0) + "\n");
        assertThat(found).containsExactly("1 1 0", "1 2 0");
        assertThat(scanner.broken()).isEqualTo(1);
    }

    @Example
    void countsACutMessageAtTheEndOfWhatWasRead() {
        MarkScanner scanner = new MarkScanner(MARK, BODY, STARS, Units.LINES);
        String cut = body(1, 1, 0).substring(0, BODY - 5) + "\na: ";
        scan(scanner, cut + body(1, 2, 0) + "\n", cut.length() - 4);
        assertThat(scanner.broken()).isEqualTo(1);
    }

    @Example
    void seesANoticeThatIsFollowedByAMarkWhereOneIsUsual() {
        String before = "* bob joined\r\n* bob joined\r\n7: ";
        String notice = "* bob joined\r\nPING :irc.local\r\n";
        assertThat(notice).hasSameSizeAs(before);
        scan(new MarkScanner(MARK, BODY, PING, Units.LINES),
                before + body(1, 1, 0) + "\r\n" + before + body(1, 2, 0) + "\r\n" + notice + body(1, 3, 0) + "\r\n");
        assertThat(found).containsExactly("1 1 0", "1 2 0", "notice :irc.local", "1 3 0");
    }

    @Example
    void seesANoticeBeforeAMessageThatIsLikeTheOneBefore() {
        String before = "a host of some length: ";
        scan(new MarkScanner(MARK, BODY, PING, Units.LINES),
                before + body(1, 1, 0) + "\r\n" + before + body(1, 2, 0) + "\r\nPING :x\r\n"
                        + before + body(1, 3, 0) + "\r\n" + before + body(1, 4, 0) + "\r\n");
        assertThat(found).containsExactly("1 1 0", "1 2 0", "notice :x", "1 3 0", "1 4 0");
    }

    @Example
    void holdsNoNoticeLongerThanALine() {
        MarkScanner scanner = new MarkScanner(MARK, BODY, PING, Units.LINES);
        scan(scanner, "PING " + "y".repeat(600) + "\nalice: " + body(1, 2, 3) + "\n", 560);
        assertThat(found).containsExactly("1 2 3");
    }

    @Provide
    Arbitrary<List<Line>> lines() {
        Arbitrary<String> before = Arbitraries.of(
                "", "7: ", "alice: ", ":n!u@h PRIVMSG #room :", "=", "==abcd", "PING", "a=b P: ", "\r\n");
        Arbitrary<Line> messages = Combinators.combine(
                before, Arbitraries.integers().between(0, 5_000), Arbitraries.integers().between(0, 1 << 29),
                Arbitraries.longs().between(0, 1L << 41), Arbitraries.of("\n", "\r\n"))
                .as((text, sender, sequence, micros, end) -> new Line(
                        text + body(sender, sequence, micros) + end, List.of(sender + " " + sequence + " " + micros)));
        Arbitrary<Line> others = Arbitraries.of(
                new Line("* bob joined\r\n", List.of()),
                new Line("\n", List.of()),
                new Line("PING :irc.local\r\n", List.of("notice :irc.local")),
                new Line("=abcd=abcdPIN=\n", List.of()));
        return Arbitraries.oneOf(messages, others).list().ofMaxSize(20);
    }

    /** Scans the stream in pieces; a place out of range does not split. */
    private void scan(MarkScanner scanner, String stream, int... places) {
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
            byte[] piece = stream.substring(from, to).getBytes(US_ASCII);
            System.arraycopy(piece, 0, bytes, kept, piece.length);
            scanner.scan(bytes, kept + piece.length, tail, sink);
            from = to;
        }
    }

    private static String body(int sender, int sequence, long micros) {
        return body(MARK, sender, sequence, micros);
    }

    private static String body(Mark mark, int sender, int sequence, long micros) {
        byte[] bytes = "x".repeat(BODY).getBytes(US_ASCII);
        mark.put(bytes, 0, sender, sequence, micros);
        return new String(bytes, US_ASCII);
    }
}
