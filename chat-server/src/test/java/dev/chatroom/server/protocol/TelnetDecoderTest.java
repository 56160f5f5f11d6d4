package dev.chatroom.server.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples are written in hexadecimal: FF is IAC, FB WILL, FC WONT, FD DO, FE DONT, FA SB, F0 SE, F6 AYT. */
class TelnetDecoderTest {
    private static final List<String> SAMPLES = List.of(
            "",
            "61 62 0D 0A",
            "61 FF FD 01 62 FF FB 1F 63",
            "FF FB 00 61 FF FD 00 FF FB 00 62 FF FC 00 FF FE 00 FF FE 00 FF FB 00",
            "FF FD 00 FF FB 18 FF FC 00 FF FB 00",
            "FF F4 FF FD 06 0D 0A",
            "E2 80 FF F3 FF FD 06 78 E2 80 9D 0D 0A",
            "D7 A9 D7 FF F3 FF FD 06 D7 95",
            "F0 FF EE 8F FF F5 FF F3 FF F4",
            "E0 FF ED FF F1 F0 FF F4 ED FF F3 A0 D0 FF FB 00 FF ED",
            "FF FA 1F 00 50 00 18 FF F0 61",
            "FF FA 1F 00 FF FF 00 18 FF F0 61",
            "FF FA 1F 00 FF 00 18 FF F0 61",
            "FF FA 18 78 FF FD 01 61 FF F0 62",
            "FF FA 18 FF FA 20 FF F0 61",
            "FF FA 18 FF F6 61",
            "FF FF 61 FF FF FF FF FD FF FF FF",
            "61 FF 0A 62 FF 41",
            "FF F6 61 0D FF F1 0A",
            "FF FD FF FF FB FF FE FF FC",
            "61 FF",
            "FF FA 18 FF");

    @ParameterizedTest
    @CsvSource({
        "61 FF FD 01 62, 61 62, FF FC 01",
        "FF FB 1F 62, 62, FF FE 1F",
        "FF FD 06 FF FD 06, '', FF FC 06 FF FC 06",
        "FF FD FF 61, 61, FF FC FF",
        "FF FE 01 FF FC 1F 61, 61, ''",
        "FF FD 01 FF FB 03 61 FF FD 05 62, 61 62, FF FC 01 FF FE 03 FF FC 05",
    })
    void refusesEveryOtherOption(String input, String data, String answers) {
        Decoded decoded = decode(hex("FF FB 00 FF FD 00"), hex(input)).without(hex("FF FD 00 FF FC 00"));
        assertThat(decoded.data()).isEqualTo(hex(data));
        assertThat(decoded.answers()).isEqualTo(hex(answers));
        assertThat(decoded.seen()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "FF FB 1F, FF FE 1F FF FD 00",
        "FF FC 1F, FF FD 00",
        "FF FD 01 FF FD 03, FF FC 01 FF FD 00 FF FC 03",
        "FF F6 FF F1 FF FA 1F 00 50 00 18 FF F0, ''",
        "FF FB 00, FF FD 00",
        "FF FD 00, FF FC 00 FF FD 00",
        "FF FB 00 FF FD 00, FF FD 00 FF FC 00",
        "FF FB 01 FF FB 00 FF FD 00, FF FE 01 FF FD 00 FF FC 00",
    })
    void whoNegotiatesIsAskedForBinaryOnce(String input, String answers) {
        assertThat(decode(hex(input)).answers()).isEqualTo(hex(answers));
        assertThat(decode(Splits.singly(hex(input))).answers()).isEqualTo(hex(answers));
    }

    @ParameterizedTest
    @CsvSource({
        "FF FC 00 FF FE 00, '', false",
        "FF FB 00 FF FB 00 FF FC 00 FF FC 00, FF FE 00, false",
        "FF FD 00 FF FE 00 FF FD 00, FF FC 00 FF FC 00, false",
        "FF FC 00 FF FB 00, FF FD 00, true",
        "FF FB 00 FF FC 00 FF FB 00, FF FE 00 FF FD 00, true",
    })
    void binaryMayBeRefusedAndChangedLater(String input, String answers, boolean binary) {
        TelnetDecoder decoder = new TelnetDecoder(0);
        decoder.decode(ByteBuffer.wrap(hex("FF FC 01")));
        assertThat(decoder.takeAnswers()).isEqualTo(hex("FF FD 00"));

        decoder.decode(ByteBuffer.wrap(hex(input)));

        assertThat(decoder.takeAnswers()).isEqualTo(hex(answers));
        assertThat(decoder.isInputBinary()).isEqualTo(binary);
    }

    @Test
    void anEscapedByteIsDataInBinaryToo() {
        Decoded decoded = decode(hex("FF FB 00 FF FD 00 9D FF FF 9C FF F1 0D 00"));
        assertThat(decoded.data()).isEqualTo(hex("9D FF 9C 0D 00"));
    }

    @ParameterizedTest
    @ValueSource(ints = {236, 237, 238, 239, 240, 241, 242, 243, 244, 245, 246, 247, 248, 249})
    void swallowsTwoByteCommands(int command) {
        Decoded decoded = decode(new byte[] {'a', -1, (byte) command, 'b'});
        assertThat(decoded).isEqualTo(new Decoded("ab", "", true, command == 246, false));
    }

    @ParameterizedTest
    @CsvSource({
        "FF FA 1F 00 50 00 18 FF F0 61, 61",
        "FF FA 18 FF FF F0 FF F0 61, 61",
        "FF FA 1F 00 FF 00 18 FF F0 61, 61",
        "61 FF FA FF F0 62, 61 62",
        "FF FA 18 FF F1 61, 61",
        "FF FA 18 61 62 63, ''",
    })
    void swallowsSubnegotiations(String input, String data) {
        assertThat(decode(hex(input)))
                .isEqualTo(new Decoded(new String(hex(data), ISO_8859_1), "", true, false, false));
    }

    @Test
    void commandEndsASubnegotiationWhoseEndWasLost() {
        assertThat(decode(hex("FF FA 18 78 FF FD 01 61 FF F6")))
                .isEqualTo(
                        new Decoded("a", "\u00FF\u00FC\u0001\u00FF\u00FD\u0000", true, true, false));
    }

    @ParameterizedTest
    @CsvSource({"61 FF FF 62, 61 FF 62", "61 FF 0A 62, 61 0A 62", "FF C3 A9, C3 A9", "61 FF, 61", "FF EB, EB"})
    void iacBeforeWhatIsNoCommandIsNoTelnet(String input, String data) {
        assertThat(decode(hex(input)))
                .isEqualTo(new Decoded(new String(hex(data), ISO_8859_1), "", false, false, false));
    }

    @Test
    void tellsOnceThatTheClientAskedAreYouThere() {
        TelnetDecoder decoder = new TelnetDecoder(0);
        assertThat(decoder.takeAreYouThere()).isFalse();
        decoder.decode(ByteBuffer.wrap(hex("61 FF F6 FF F6 62")));
        assertThat(decoder.takeAreYouThere()).isTrue();
        assertThat(decoder.takeAreYouThere()).isFalse();
    }

    @Test
    void answersAreTakenOnce() {
        TelnetDecoder decoder = new TelnetDecoder(0);
        assertThat(decoder.takeAnswers()).isEmpty();
        decoder.decode(ByteBuffer.wrap(hex("FF FD 01")));
        assertThat(decoder.takeAnswers()).isEqualTo(hex("FF FC 01 FF FD 00"));
        assertThat(decoder.takeAnswers()).isEmpty();
        decoder.decode(ByteBuffer.wrap(hex("FF FB 02")));
        assertThat(decoder.takeAnswers()).isEqualTo(hex("FF FE 02"));
    }

    @Test
    void whoDoesNotNegotiateIsNotAsked() {
        assertThat(decode("hello\r\n".getBytes(ISO_8859_1)))
                .isEqualTo(new Decoded("hello\r\n", "", false, false, false));
    }

    @Test
    void compactsInPlaceBetweenPositionAndLimit() {
        ByteBuffer buffer = ByteBuffer.wrap(hex("FF FD 61 FF F1 62 FF FD 01 63 FF FD"), 2, 8);
        TelnetDecoder decoder = new TelnetDecoder(0);
        decoder.decode(buffer);
        assertThat(buffer.position()).isEqualTo(2);
        assertThat(buffer.limit()).isEqualTo(5);
        assertThat(Arrays.copyOf(buffer.array(), 5)).isEqualTo(hex("FF FD 61 62 63"));
        assertThat(Arrays.copyOfRange(buffer.array(), 10, 12)).isEqualTo(hex("FF FD"));
        assertThat(decoder.takeAnswers()).isEqualTo(hex("FF FC 01 FF FD 00"));
    }

    @Test
    void readsDirectBuffers() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(8).put(hex("61 FF F1 62")).flip();
        new TelnetDecoder(0).decode(buffer);
        assertThat(ISO_8859_1.decode(buffer).toString()).isEqualTo("ab");
    }

    @Test
    void anyTwoSplitsOfASampleGiveTheSameResult() {
        for (String sample : SAMPLES) {
            byte[] input = hex(sample);
            Decoded expected = reference(input);
            assertThat(decode(input)).as(sample).isEqualTo(expected);
            assertThat(decode(Splits.singly(input))).as("singly: %s", sample).isEqualTo(expected);
            for (int i = 0; i <= input.length; i++) {
                for (int j = i; j <= input.length; j++) {
                    assertThat(decode(Splits.at(input, i, j)))
                            .as("%s at %d, %d", sample, i, j)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Property
    void equalsTheReferenceHoweverTheInputIsSplit(@ForAll("inputs") byte[] input, @ForAll int[] places) {
        assertThat(decode(Splits.at(input, places))).isEqualTo(reference(input));
    }

    @Property
    void answersAreBoundedAndComeToRest(@ForAll("inputs") byte[] input) {
        assertBoundedAndAtRest(input);
    }

    /** With a client that refuses whatever is not off already. */
    static void assertBoundedAndAtRest(byte[] input) {
        byte[] answers = decode(input).answers();
        assertThat(answers.length).isLessThanOrEqualTo(input.length + 3);
        byte[] refused = refusals(answers);
        byte[] more = decode(input, refused).answers();
        assertThat(refusals(Arrays.copyOfRange(more, answers.length, more.length))).isEmpty();
    }

    private static byte[] refusals(byte[] commands) {
        ByteArrayOutputStream refusals = new ByteArrayOutputStream();
        for (int i = 0; i < commands.length; i += 3) {
            int verb = commands[i + 1] & 0xFF;
            assertThat(commands[i]).isEqualTo((byte) 0xFF);
            if (verb == 0xFB || verb == 0xFD) {
                refusals.writeBytes(new byte[] {-1, (byte) (verb == 0xFB ? 0xFE : 0xFC), commands[i + 2]});
            }
        }
        return refusals.toByteArray();
    }

    @Provide
    Arbitrary<byte[]> inputs() {
        Arbitrary<Byte> bytes = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just((byte) 0xFF)),
                Tuple.of(3, Arbitraries.bytes().between((byte) 0xEB, (byte) 0xFF)),
                Tuple.of(2, Arbitraries.of((byte) 0xFA, (byte) 0xF0)),
                Tuple.of(3, Arbitraries.just((byte) 0)),
                Tuple.of(3, Arbitraries.of((byte) 0xD7, (byte) 0xE2, (byte) 0xF0, (byte) 0x9C)),
                Tuple.of(3, Arbitraries.of((byte) 0xED, (byte) 0xF3, (byte) 0xF4)),
                Tuple.of(3, Arbitraries.bytes()));
        return bytes.array(byte[].class).ofMaxSize(100);
    }

    /** What came of an input in all; bytes as Latin-1, so that records compare. */
    record Decoded(
            String dataText, String answersText, boolean seen, boolean areYouThere, boolean inputBinary) {
        /** The same without these answers, with which the others begin. */
        Decoded without(byte[] first) {
            String text = new String(first, ISO_8859_1);
            assertThat(answersText).startsWith(text);
            return new Decoded(dataText, answersText.substring(text.length()), seen, areYouThere, inputBinary);
        }

        byte[] data() {
            return dataText.getBytes(ISO_8859_1);
        }

        byte[] answers() {
            return answersText.getBytes(ISO_8859_1);
        }
    }

    static Decoded decode(byte[]... chunks) {
        TelnetDecoder decoder = new TelnetDecoder(0);
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        boolean areYouThere = false;
        for (byte[] chunk : chunks) {
            ByteBuffer buffer = ByteBuffer.wrap(chunk.clone());
            decoder.decode(buffer);
            data.write(buffer.array(), 0, buffer.limit());
            answers.writeBytes(decoder.takeAnswers());
            areYouThere |= decoder.takeAreYouThere();
        }
        return new Decoded(
                data.toString(ISO_8859_1), answers.toString(ISO_8859_1), decoder.seen(), areYouThere,
                decoder.isInputBinary());
    }

    static Decoded reference(byte[] input) {
        ReferenceTelnet telnet = new ReferenceTelnet(input);
        return new Decoded(
                telnet.data.toString(ISO_8859_1),
                telnet.answers.toString(ISO_8859_1),
                telnet.seen,
                telnet.areYouThere,
                telnet.inputBinary);
    }

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }
}
