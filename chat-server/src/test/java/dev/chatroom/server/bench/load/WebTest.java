package dev.chatroom.server.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.server.bench.load.Protocol.Next;
import dev.chatroom.server.bench.plan.BenchException;
import dev.chatroom.server.bench.plan.RoomAssignment;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebTest {
    private final Web web = new Web(new RoomAssignment(40, 1, 2), "abcd");

    @Test
    void entersItsRoom() throws BenchException {
        assertThat(web.hello(37)).startsWith("GET /ws HTTP/1.1\r\n").endsWith(": chat.v1.json\r\n\r\n");
        assertThat(web.heard(37, "HTTP/1.1 101 Switching Protocols")).isEqualTo(Next.WAIT);
        assertThat(web.heard(37, "Upgrade: websocket")).isEqualTo(Next.WAIT);
        assertThat(web.heard(37, "")).isEqualTo(new Next(
                "\u0081\u009D\0\0\0\0{\"do\":\"nick\",\"name\":\"abcdbb\"}"
                        + "\u0081\u00A3\0\0\0\0{\"do\":\"join\",\"room\":\"bench-abcd-1\"}",
                false));
        assertThat(web.heard(37, "{\"type\":\"welcome\"}")).isEqualTo(Next.WAIT);
        assertThat(web.heard(37, "\u0089\0")).isEqualTo(new Next("\u008A\u0080\0\0\0\0", false));
        assertThat(web.heard(37, "{\"type\":\"said\",\"text\":\"{\\\"type\\\":\\\"entered\\\"}\"}"))
                .isEqualTo(Next.WAIT);
        assertThat(web.heard(37, "{\"ref\":\"1\",\"type\":\"entered\",\"room\":\"bench-ab")).isEqualTo(Next.ARRIVED);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "HTTP/1.1 404 Not Found",
        "{\"type\":\"password\",\"text\":\"This chat has a password.\"}",
        "{\"type\":\"refused\",\"code\":\"name-taken\"}",
        "{\"type\":\"bye\",\"text\":\"the server is full\"}"
    })
    void saysWhyItIsNotLetIn(String answer) {
        assertThatThrownBy(() -> web.heard(1, answer))
                .isInstanceOf(BenchException.class)
                .hasMessage("the server says: " + answer);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 73, 74, 200, 205, 255, 256, 32_000})
    void framesWhatItSays(int body) {
        ByteBuffer frame = ByteBuffer.wrap(
                (web.before(1, body) + "y".repeat(body) + web.after()).getBytes(ISO_8859_1));
        assertThat(frame.get()).isEqualTo((byte) 0x81);
        int length = frame.get() & 0x7F;
        length = length == 126 ? frame.getShort() & 0xFFFF : length;
        assertThat(frame.getInt()).as("mask").isZero();
        assertThat(length).isEqualTo(frame.remaining());
        assertThat(US_ASCII.decode(frame).toString()).isEqualTo(
                "{\"do\":\"say\",\"room\":\"bench-abcd-1\",\"text\":\"%s\"}".formatted("y".repeat(body)));
    }

    @Test
    void leavesForGood() {
        assertThat(web.goodbye().getBytes(ISO_8859_1))
                .containsExactly(0x88, 0x82, 0, 0, 0, 0, 1_000 >> Byte.SIZE, 1_000 & 0xFF);
    }
}
