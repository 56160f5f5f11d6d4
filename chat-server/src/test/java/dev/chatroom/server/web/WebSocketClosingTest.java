package dev.chatroom.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.RunningServer;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The last bytes of a WebSocket, over real sockets. */
@Timeout(60)
class WebSocketClosingTest {
    private static final String HANDSHAKE = """
            GET /ws HTTP/1.1\r
            Host: localhost\r
            Connection: Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
            Sec-WebSocket-Protocol: chat.v1.json\r
            \r
            """;
    private static final int CLOSE = 0x88;

    @RegisterExtension
    final RunningServer server = new RunningServer();

    /** Somebody in a room. */
    private final class Raw implements AutoCloseable {
        private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
        private final DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));

        Raw() throws IOException {
            socket.getOutputStream().write(HANDSHAKE.getBytes(UTF_8));
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            sendText("{\"do\":\"join\",\"room\":\"lobby\"}");
        }

        private void sendText(String text) throws IOException {
            byte[] payload = text.getBytes(UTF_8);
            send("81%02x00000000".formatted(0x80 | payload.length) + HexFormat.of().formatHex(payload));
        }

        void send(String hex) throws IOException {
            socket.getOutputStream().write(HexFormat.of().parseHex(hex));
        }

        /** The payload of the next frame that closes; null at the end of what the server sends. */
        String closing() throws IOException {
            int first = in.read();
            while (first >= 0) {
                int length = in.readUnsignedByte();
                byte[] payload = new byte[length == 126 ? in.readUnsignedShort() : length];
                in.readFully(payload);
                if (first == CLOSE) {
                    return HexFormat.of().formatHex(payload);
                }
                first = in.read();
            }
            return null;
        }

        List<String> closings() throws IOException {
            List<String> all = new ArrayList<>();
            for (String next = closing(); next != null; next = closing()) {
                all.add(next);
            }
            return all;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"888000000000, ''", "88820000000003e9, 03e8", "88820000000003e8, 03e8", "88820000000003e7, 03ea"})
    void whoeverClosesIsAnsweredOnceAndReadsTheEnd(String closing, String answer) throws Exception {
        try (Raw web = new Raw()) {
            web.send(closing);

            assertThat(web.closings()).containsExactly(answer);
        }
    }
}
