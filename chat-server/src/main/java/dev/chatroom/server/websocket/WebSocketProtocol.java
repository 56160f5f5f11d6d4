package dev.chatroom.server.websocket;

import dev.chatroom.core.User;
import dev.chatroom.server.dialect.Dialect;
import dev.chatroom.server.dialect.Line;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.pace.Workload;
import dev.chatroom.server.protocol.Decoder;
import dev.chatroom.server.protocol.LineDecoder;
import dev.chatroom.server.protocol.Protocol;
import java.nio.ByteBuffer;

/**
 * Another protocol, each message of which is one of WebSocket.
 *
 * @param inner what the messages say
 * @param framing how they are sent
 * @param mostBytes how long one of a client may be
 */
public record WebSocketProtocol(Protocol inner, WebSocketFraming framing, int mostBytes) implements Protocol {

    @Override
    public boolean isSpokenIn(Line firstLine) {
        // It begins with a request of HTTP.
        return false;
    }

    @Override
    public Decoder decoder(LineDecoder first) {
        return new FrameDecoder(mostBytes, framing);
    }

    @Override
    public boolean isResumable() {
        return inner.isResumable();
    }

    @Override
    public Dialect dialect(User user, Workload work) {
        return inner.dialect(user, work);
    }

    @Override
    public ByteBuffer refusal(Notice notice) {
        return framing.last(inner.refusal(notice));
    }
}
