package dev.chatroom.server.web.chat;

import dev.chatroom.core.User;
import dev.chatroom.server.dialect.Dialect;
import dev.chatroom.server.dialect.Line;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.pace.Workload;
import dev.chatroom.server.protocol.Decoder;
import dev.chatroom.server.protocol.LineDecoder;
import dev.chatroom.server.protocol.Protocol;
import java.nio.ByteBuffer;

/**
 * The chat as JSON, each message an object.
 *
 * @param context the server
 * @param absent those whose names may be taken
 */
public record JsonProtocol(ServerContext context, AbsentUsers absent) implements Protocol {
    /** As clients of WebSocket ask for it. */
    public static final String NAME = "chat.v1.json";

    /** The longest request: the longest message, if each of its characters is written with six. */
    public static final int MOST_BYTES = 32 * 1024;

    @Override
    public boolean isSpokenIn(Line firstLine) {
        return false;
    }

    @Override
    public Decoder decoder(LineDecoder first) {
        return first;
    }

    @Override
    public boolean isResumable() {
        return true;
    }

    @Override
    public Dialect dialect(User user, Workload work) {
        return new JsonDialect(context, absent, user, work);
    }

    @Override
    public ByteBuffer refusal(Notice notice) {
        return ByteBuffer.wrap(Messages.bye(notice));
    }
}
