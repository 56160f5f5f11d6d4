package dev.chatroom.server.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.dialect.Line;
import dev.chatroom.server.protocol.Decoder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {
    private static final int FINAL = 0x80;
    private static final int MOST = 1_000;

    private final FrameDecoder decoder = new FrameDecoder(MOST, WebSocketFraming.TEXTS);

    /** A masked frame as clients send them. */
    private static byte[] frame(int first, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        byte[] mask = {1, 2, 3, 4};
        frame.writeBytes(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ mask[i & 3]);
        }
        return frame.toByteArray();
    }

    private static byte[] text(String text) {
        return frame(FINAL | Opcode.TEXT, text.getBytes(UTF_8));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List.of(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private List<String> take(byte[] bytes) {
        List<String> messages = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        for (Line line = decoder.next(in); line != null; line = decoder.next(in)) {
            messages.add(line.text());
        }
        assertThat(in.hasRemaining()).isFalse();
        return messages;
    }

    private String answers() {
        return HexFormat.of().formatHex(decoder.takeAnswers());
    }

    @Test
    void messagesAreReadHoweverTheyAreSplit() {
        byte[] bytes = joined(
                text("hello"), text(""), frame(Opcode.TEXT, "grü".getBytes(UTF_8)),
                frame(FINAL | Opcode.PING, new byte[] {7}), frame(FINAL | Opcode.CONTINUATION, "ß".getBytes(UTF_8)),
                text("x".repeat(600)));
        for (int split = 0; split <= bytes.length; split++) {
            FrameDecoder fresh = new FrameDecoder(MOST, WebSocketFraming.TEXTS);
            List<String> messages = new ArrayList<>();
            for (ByteBuffer part : List.of(
                    ByteBuffer.wrap(bytes, 0, split), ByteBuffer.wrap(bytes, split, bytes.length - split))) {
                for (Line line = fresh.next(part); line != null; line = fresh.next(part)) {
                    messages.add(line.text());
                }
            }
            assertThat(messages).as("split at %d", split).containsExactly("hello", "", "grüß", "x".repeat(600));
            assertThat(HexFormat.of().formatHex(fresh.takeAnswers())).isEqualTo("8a0107");
        }
    }

    @Test
    void aCharacterMayLieAcrossFragments() {
        byte[] euro = "€".getBytes(UTF_8);

        assertThat(take(joined(
                frame(Opcode.TEXT, new byte[] {euro[0]}), frame(Opcode.CONTINUATION, new byte[] {euro[1]}),
                frame(FINAL | Opcode.CONTINUATION, new byte[] {euro[2]})))).containsExactly("€");
    }

    @ParameterizedTest
    @CsvSource({
        "no mask, 810568656c6c6f, 1002",
        "first reserved bit, c180, 1002", "second reserved bit, a180, 1002", "third reserved bit, 9180, 1002",
        "opcode 3, 8380, 1002", "opcode 7, 8780, 1002", "opcode 11, 8b80, 1002", "opcode 15, 8f80, 1002",
        "fragmented ping, 0980, 1002", "fragmented close, 0880, 1002", "long ping, 89fe, 1002",
        "long close, 88fe, 1002",
        "continuation of nothing, 8080, 1002", "a second beginning, 018000000000810568, 1002",
        "binary, 8280, 1003",
        "too long, 81fe03e900000000, 1009", "longer than there are numbers, 81ffffffffffffffffff00000000, 1009",
        "much too long, 81ff000000010000000000000000, 1009",
        "much too long in parts, 0181000000006180ff7fffffffffffffff0000000061, 1009",
        "no UTF-8, 818100000000ff, 1007", "half of a character, 818100000000c3, 1007",
        "a surrogate, 818300000000eda080, 1007",
        "a close of one byte, 88810000000003, 1002", "a close that none may say, 88820000000003ed, 1002",
        "a close with number 999, 88820000000003e7, 1002", "a close with number 5000, 8882000000001388, 1002",
        "a close whose reason is no UTF-8, 88830000000003e8ff, 1002"
    })
    void whatIsNoFrameClosesWithTheReason(String what, String hex, int code) {
        assertThat(take(HexFormat.of().parseHex(hex))).as(what).isEmpty();

        assertThat(answers()).as(what).isEqualTo("8802%04x".formatted(code));
        assertThat(decoder.hasEnded()).isTrue();
        assertThat(take(text("more"))).as("nothing more is taken").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"888000000000, 8800", "88820000000003e8, 880203e8", "88820000000003e9, 880203e8",
        "8882000000000bb8, 880203e8", "8882000000001387, 880203e8", "88850000000003e8627965, 880203e8"})
    void aCloseIsAnswered(String hex, String answer) {
        assertThat(take(HexFormat.of().parseHex(hex))).isEmpty();

        assertThat(answers()).isEqualTo(answer);
        assertThat(decoder.hasEnded()).isTrue();
    }

    @Test
    void theLastOfSeveralPingsIsAnswered() {
        assertThat(take(joined(frame(FINAL | Opcode.PING, new byte[] {1}), frame(FINAL | Opcode.PING, new byte[125]))))
                .isEmpty();

        assertThat(decoder.takeAnswers()).hasSize(127).startsWith((byte) 0x8a, (byte) 125);
        assertThat(decoder.takeAnswers()).isEmpty();
    }

    @Test
    void theLongestMessageIsTakenAndInPartsToo() {
        byte[] half = "x".repeat(MOST / 2).getBytes(UTF_8);

        assertThat(take(text("x".repeat(MOST)))).hasSize(1);
        assertThat(take(joined(frame(Opcode.TEXT, half), frame(FINAL | Opcode.CONTINUATION, half)))).hasSize(1);
        assertThat(take(joined(
                frame(Opcode.TEXT, half), frame(Opcode.CONTINUATION, half),
                frame(FINAL | Opcode.CONTINUATION, new byte[1])))).isEmpty();
        assertThat(answers()).isEqualTo("880203f1");
    }

    @Test
    void aLineOfBytesNeedNotBeInUtf8() {
        FrameDecoder ofLines = new FrameDecoder(MOST, WebSocketFraming.LINES_OF_TEXT);

        Line line =
                ofLines.next(ByteBuffer.wrap(frame(FINAL | Opcode.BINARY, new byte[] {'c', 'a', 'f', (byte) 0xE9})));

        assertThat(line).isEqualTo(new Line("caf\uFFFD", false, false));
        assertThat(ofLines.next(ByteBuffer.wrap(frame(FINAL | Opcode.BINARY, "grün".getBytes(UTF_8)))))
                .isEqualTo(new Line("grün", false));
        assertThat(ofLines.next(ByteBuffer.wrap(frame(FINAL | Opcode.TEXT, new byte[] {(byte) 0xE9})))).isNull();
        assertThat(ofLines.hasEnded()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hi", "hi\n", "hi\r\n", "hi\r"})
    void aLineIsTakenWithoutItsEnd(String message) {
        for (WebSocketFraming framing : List.of(WebSocketFraming.LINES_OF_TEXT, WebSocketFraming.LINES_OF_BYTES)) {
            FrameDecoder ofLines = new FrameDecoder(MOST, framing);

            assertThat(ofLines.next(ByteBuffer.wrap(text(message)))).isEqualTo(new Line("hi", false));
        }
        assertThat(take(text(message))).containsExactly(message);
    }

    @Test
    void lineEndsWithinALineAreLeftToWhoReadsIt() {
        FrameDecoder ofLines = new FrameDecoder(MOST, WebSocketFraming.LINES_OF_TEXT);

        assertThat(ofLines.next(ByteBuffer.wrap(text("\na\n\nb\r\n")))).isEqualTo(new Line("\na\n\nb", false));
        assertThat(ofLines.next(ByteBuffer.wrap(text("\r\n")))).isEqualTo(new Line("", false));
    }

    @ParameterizedTest
    @CsvSource({"8880, FOR_NOW", "888203E9, FOR_NOW", "888203E8, FOR_GOOD", "88820FA0, FOR_GOOD", "8980, UNSAID",
        "FF80, FOR_GOOD"})
    void howItEndsIsTold(String hex, Decoder.Ending ending) {
        byte[] frame = HexFormat.of().parseHex(hex);

        take(frame((byte) 0xFF & frame[0], Arrays.copyOfRange(frame, 2, frame.length)));

        assertThat(decoder.ending()).isEqualTo(ending);
    }

    @Test
    void linesAreFramedEachByItself() {
        byte[] lines = ("short\r\n" + "x".repeat(200) + "\r\n\r\nlast\n").getBytes(UTF_8);
        WebSocketFraming framing = WebSocketFraming.LINES_OF_TEXT;
        ByteBuffer framed = ByteBuffer.allocate(framing.framedLength(lines, 0, lines.length));

        framing.frameLines(lines, 0, lines.length, framed);

        assertThat(framed.hasRemaining()).isFalse();
        assertThat(new String(framed.array(), UTF_8).codePoints().filter(c -> c == '\r' || c == '\n')).isEmpty();
        assertThat(HexFormat.of().formatHex(framed.array()))
                .startsWith("8105" + HexFormat.of().formatHex("short".getBytes(UTF_8)) + "817e00c8")
                .endsWith("8100" + "8104" + HexFormat.of().formatHex("last".getBytes(UTF_8)));
    }
}
