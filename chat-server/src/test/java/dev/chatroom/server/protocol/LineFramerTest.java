package dev.chatroom.server.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import dev.chatroom.server.dialect.Line;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineFramerTest {
    private static final int MAX = 8;

    private static final String[] SAMPLES = {
        "",
        "\n",
        "a\nb\r\nc\r\0d",
        "\r\n\r\0\n\r\r\n",
        "a\rb\r\r\nc\r",
        "\0a\0\n\0",
        "exactly8\nexactly8\r\nexactly8\r\0nineBytes\nexactly8\r",
        "exactly8\rx\r\n1234567\rx\n1234567\r\r\nok\n",
        "123456é\n1234567é\n12345678é\n1234567é",
        "12345€\n123456€\n1234567€\nx",
        "1234😀\n12345😀\n123456😀\n1234567😀\n😀😀\n😀😀😀\n",
        "a very long line that is cut\r\nshort\nanother very long line that is not ended",
    };

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '"', value = {
        "hello\\n > hello",
        "hello\\r\\n > hello",
        "hello\\r\\0 > hello",
        "a\\nb\\n > a,b",
        "a\\r\\nb\\r\\0c\\n > a,b,c",
        "a\\rb\\n > a\\rb",
        "a\\r\\r\\n > a\\r",
        "a\\0b\\n > a\\0b",
        "a\\n\\r > a",
        "a\\nunfinished > a,unfinished",
        "unfinished\\r > unfinished",
    })
    void endsLinesAtLfCrLfAndCrNul(String input, String lines) {
        List<String> expected = Arrays.asList(unescape(lines).split(","));
        assertThat(frame(100, unescape(input).getBytes(UTF_8))).extracting(Line::text).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '"', value = {
        "a\\rb\\r\\nc\\r\\0d\\n > a,b,c,d",
        "a\\r\\rb > a,,b",
        "a\\r\\n\\nb\\r\\0\\0c > a,,b,\\0c",
        "unfinished\\r > unfinished",
    })
    void anyReturnMayEndALine(String input, String lines) {
        List<String> expected = Arrays.asList(unescape(lines).split(","));
        assertThat(frame(100, true, unescape(input).getBytes(UTF_8))).extracting(Line::text).isEqualTo(expected);
    }

    @Test
    void aReturnEndsALineBeforeTheNextByteComes() {
        LineFramer framer = new LineFramer(MAX);
        framer.setReturnEndsLine(true);

        Line line = framer.next(ByteBuffer.wrap("hello\r".getBytes(UTF_8)));

        assertThat(line).isEqualTo(new Line("hello", false));
        assertThat(framer.crlf()).isTrue();
        assertThat(framer.next(ByteBuffer.wrap("\n".getBytes(UTF_8)))).isNull();
        assertThat(framer.last()).isNull();
    }

    @Test
    void emptyLinesAreLines() {
        assertThat(frame(100, bytes("\n\r\n\r\0"))).containsExactly(kept(""), kept(""), kept(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r"})
    void endOfInputAfterNothingIsNoLine(String input) {
        assertThat(frame(100, bytes(input))).isEmpty();
    }

    @Test
    void lineOfExactlyTheBoundIsWhole() {
        assertThat(frame(MAX, bytes("12345678\r\n"))).containsExactly(kept("12345678"));
        assertThat(frame(MAX, bytes("12345678"), bytes("\r"), bytes("\n"))).containsExactly(kept("12345678"));
    }

    @Test
    void longerLineIsCutAndTheNextIsWhole() {
        assertThat(frame(MAX, bytes("123456789\r\nnext\n"))).containsExactly(cut("12345678"), kept("next"));
        assertThat(frame(MAX, bytes("12345678\rx\nnext\n"))).containsExactly(cut("12345678"), kept("next"));
        assertThat(frame(MAX, bytes("123456789"))).containsExactly(cut("12345678"));
    }

    @ParameterizedTest
    @CsvSource({"1234567é, 1234567", "123456é+, 123456é", "123456€, 123456", "1234567€, 1234567", "12345😀, 12345"})
    void cutsBetweenCodePoints(String input, String text) {
        assertThat(frame(MAX, bytes(input + "\n"))).containsExactly(cut(text));
    }

    @Test
    void boundSmallerThanACodePointLeavesNothingOfIt() {
        assertThat(frame(3, bytes("😀\n"))).containsExactly(cut(""));
        assertThat(frame(3, bytes("😀"))).containsExactly(cut(""));
    }

    @Test
    void malformedInputIsReplacedByMaximalSubparts() {
        byte[] input = "a\u00FFb\u00E2\u0082c\u00C0\u0080d\u00F0\u009F\u0098\n".getBytes(ISO_8859_1);
        assertThat(frame(100, input)).containsExactly(
                new Line("a\uFFFDb\uFFFDc\uFFFD\uFFFDd\uFFFD", false, false));
    }

    @Test
    void malformedBytesBeforeTheCutAreReplacedToo() {
        byte[] input = "\u00F5\u00E0\u0080\u00E2\u0082more\n".getBytes(ISO_8859_1);
        assertThat(frame(5, input)).containsExactly(cut("\uFFFD\uFFFD\uFFFD"));
    }

    @Test
    void tellsHowTheLastLineEnded() {
        LineFramer framer = new LineFramer(MAX);
        ByteBuffer in = ByteBuffer.wrap(bytes("a\r\nb\nc\r\0d\n\r"));
        List<Boolean> ends = new ArrayList<>(List.of(framer.crlf()));
        while (framer.next(in) != null) {
            ends.add(framer.crlf());
        }
        assertThat(ends).containsExactly(false, true, false, true, false);
        assertThat(framer.next(ByteBuffer.wrap(bytes("\n")))).isEqualTo(kept(""));
        assertThat(framer.crlf()).isTrue();
    }

    @Test
    void consumesOneLineAtATime() {
        LineFramer framer = new LineFramer(MAX);
        ByteBuffer in = ByteBuffer.wrap(bytes("--one\r\ntwo\nrest--"), 2, 13);
        assertThat(framer.next(in)).isEqualTo(kept("one"));
        assertThat(in.position()).isEqualTo(7);
        assertThat(framer.next(in)).isEqualTo(kept("two"));
        assertThat(in.position()).isEqualTo(11);
        assertThat(framer.next(in)).isNull();
        assertThat(in.hasRemaining()).isFalse();
        assertThat(framer.last()).isEqualTo(kept("rest"));
        assertThat(framer.last()).isNull();
    }

    @Test
    void readsFromAnyKindOfBuffer() {
        byte[] input = bytes("123456789\r\nshort\nrest");
        ByteBuffer slice = ByteBuffer.wrap(bytes("??123456789\r\nshort\nrest??"), 2, input.length).slice();
        ByteBuffer direct = ByteBuffer.allocateDirect(input.length).put(input).flip();
        List<Line> expected = List.of(cut("12345678"), kept("short"), kept("rest"));
        assertThat(frame(MAX, false, slice)).isEqualTo(expected);
        assertThat(frame(MAX, false, direct)).isEqualTo(expected);
        assertThat(frame(MAX, false, ByteBuffer.wrap(input).asReadOnlyBuffer())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refusesABoundBelowOne(int maxLine) {
        assertThatIllegalArgumentException().isThrownBy(() -> new LineFramer(maxLine));
    }

    @Test
    void anyTwoSplitsOfASampleGiveTheSameLines() {
        for (String sample : SAMPLES) {
            byte[] input = bytes(sample);
            List<Line> expected = ReferenceFramer.lines(MAX, input);
            assertThat(frame(MAX, input)).as(sample).isEqualTo(expected);
            assertThat(frame(MAX, Splits.singly(input))).as("byte by byte: %s", sample).isEqualTo(expected);
            List<Line> binary = ReferenceFramer.lines(MAX, true, input);
            assertThat(frame(MAX, true, Splits.singly(input))).as("binary: %s", sample).isEqualTo(binary);
            for (int i = 0; i <= input.length; i++) {
                for (int j = i; j <= input.length; j++) {
                    assertThat(frame(MAX, Splits.at(input, i, j))).as("%s at %d, %d", sample, i, j).isEqualTo(expected);
                    assertThat(frame(MAX, true, Splits.at(input, i, j)))
                            .as("binary: %s at %d, %d", sample, i, j).isEqualTo(binary);
                }
            }
        }
    }

    @Test
    void endlessLineTakesNoMoreMemoryThanTheBound() {
        LineFramer framer = new LineFramer(4096);
        ByteBuffer chunk = ByteBuffer.wrap(new byte[65_536]);
        Arrays.fill(chunk.array(), (byte) 'x');
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        @Nullable Line line = null;
        for (int i = 0; i < 1_000; i++) {
            line = framer.next(chunk.clear());
        }
        long allocated = thread.getCurrentThreadAllocatedBytes() - before;
        assertThat(line).isNull();
        assertThat(allocated).isLessThan(65_536);
        assertThat(framer.next(ByteBuffer.wrap(bytes("\n")))).isEqualTo(cut("x".repeat(4096)));
    }

    @Test
    void holdsNoBufferBetweenLines() throws ReflectiveOperationException {
        LineFramer framer = new LineFramer(MAX);
        assertThat(held(framer)).isNull();
        for (String chunk : List.of("whole\n", "\r", "\n", "far too long for it\n", "b", "egun\r", "\n", "\r\0")) {
            ByteBuffer in = ByteBuffer.wrap(bytes(chunk));
            boolean ended = false;
            while (framer.next(in) != null) {
                ended = true;
            }
            if (ended) {
                assertThat(held(framer)).as(chunk).isNull();
            }
        }
        assertThat(framer.next(ByteBuffer.wrap(bytes("more")))).isNull();
        assertThat(held(framer)).isNotNull();
        assertThat(framer.last()).isEqualTo(kept("more"));
        assertThat(held(framer)).isNull();
    }

    static List<Line> frame(int maxLine, byte[]... chunks) {
        return frame(maxLine, false, chunks);
    }

    static List<Line> frame(int maxLine, boolean returnEndsLine, byte[]... chunks) {
        return frame(maxLine, returnEndsLine, Arrays.stream(chunks).map(ByteBuffer::wrap).toArray(ByteBuffer[]::new));
    }

    private static List<Line> frame(int maxLine, boolean returnEndsLine, ByteBuffer... chunks) {
        LineFramer framer = new LineFramer(maxLine);
        framer.setReturnEndsLine(returnEndsLine);
        List<Line> lines = new ArrayList<>();
        for (ByteBuffer chunk : chunks) {
            for (Line line = framer.next(chunk); line != null; line = framer.next(chunk)) {
                lines.add(line);
            }
            assertThat(chunk.hasRemaining()).isFalse();
        }
        Line last = framer.last();
        if (last != null) {
            lines.add(last);
        }
        return lines;
    }

    private static @Nullable Object held(LineFramer framer) throws ReflectiveOperationException {
        Field field = LineFramer.class.getDeclaredField("held");
        field.setAccessible(true);
        return field.get(framer);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static Line kept(String text) {
        return new Line(text, false);
    }

    private static Line cut(String text) {
        return new Line(text, true);
    }

    private static String unescape(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
    }
}
