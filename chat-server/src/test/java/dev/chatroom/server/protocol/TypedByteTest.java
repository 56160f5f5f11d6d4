package dev.chatroom.server.protocol;

import static dev.chatroom.server.protocol.TelnetDecoderTest.hex;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In hexadecimal: FF is IAC, ED SUSP, EE ABORT, F3 BRK, F4 IP, F5 AO, F6 AYT, FD DO, 06 TIMING-MARK. */
class TypedByteTest {
    @ParameterizedTest
    @CsvSource({
        // As Debian's telnet sends quotes, Hebrew, Cyrillic, Latin and an emoji.
        "E2 80 FF F3 FF FD 06 78 E2 80 9D, E2 80 9C 78 E2 80 9D",
        "D7 A9 D7 FF F3 FF FD 06 D7 95, D7 A9 D7 9C D7 95",
        "D1 FF F4 FF FD 06 D1 FF F4 FF FD 06, D1 83 D1 83",
        "D0 FF ED FF FD 06 D0 FF F5 FF FD 06, D0 9A D0 8F",
        "C3 FF EE, C3 9C",
        "F0 9F FF F3 FF FD 06 FF F4 FF FD 06 61, F0 9F 9C 83 61",
        "F0 9F 9C FF F3, F0 9F 9C 9C",
    })
    void aKeyWithinALetterIsTheByteThatWasTyped(String input, String data) {
        assertThat(TelnetDecoderTest.decode(hex(input)).data()).isEqualTo(hex(data));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "61 FF F3", "FF F3", "D7 A9 FF F3", "E2 80 9C FF F3", "F0 9F 99 82 FF F3", "80 FF F3", "C1 FF F3",
                "E0 FF F3", "ED A0 FF F3", "F0 FF F4", "F4 FF F3", "F5 FF F3", "F0 80 FF F3", "D7 FF F6", "D7 FF F1",
            })
    void aKeyThatContinuesNoLetterIsNoData(String input) {
        byte[] bytes = hex(input);
        assertThat(TelnetDecoderTest.decode(bytes).data()).isEqualTo(Arrays.copyOf(bytes, bytes.length - 2));
    }

    @Test
    void aLetterMayHaveBegunBeforeTheDecoder() {
        TelnetDecoder decoder = new TelnetDecoder(0x61E280);
        ByteBuffer buffer = ByteBuffer.wrap(hex("FF F3 78"));
        decoder.decode(buffer);
        assertThat(Arrays.copyOf(buffer.array(), buffer.limit())).isEqualTo(hex("9C 78"));
    }
}
