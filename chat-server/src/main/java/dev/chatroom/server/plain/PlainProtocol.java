package dev.chatroom.server.plain;

import dev.chatroom.core.User;
import dev.chatroom.server.dialect.Dialect;
import dev.chatroom.server.dialect.Line;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.pace.Workload;
import dev.chatroom.server.protocol.Decoder;
import dev.chatroom.server.protocol.LineDecoder;
import dev.chatroom.server.protocol.LineEnd;
import dev.chatroom.server.protocol.Protocol;
import java.nio.ByteBuffer;
import java.util.function.BiFunction;

/** Lines of plain text, with telnet commands among them or without. Any line may be one. */
public final class PlainProtocol implements Protocol {
    private final BiFunction<User, Workload, Dialect> dialects;

    private PlainProtocol(BiFunction<User, Workload, Dialect> dialects) {
        this.dialects = dialects;
    }

    /** As people speak it at {@code nc} and telnet. */
    public static Protocol ofPeople(ServerContext context) {
        return new PlainProtocol((user, work) -> new PlainDialect(context, user, work));
    }

    /** As scripts do that only send. */
    public static Protocol ofScripts(ServerContext context) {
        return new PlainProtocol((user, work) -> new SenderDialect(context, user, work));
    }

    @Override
    public boolean isSpokenIn(Line firstLine) {
        return true;
    }

    @Override
    public Decoder decoder(LineDecoder first) {
        return first;
    }

    @Override
    public Dialect dialect(User user, Workload work) {
        return dialects.apply(user, work);
    }

    @Override
    public ByteBuffer refusal(Notice notice) {
        return LineEnd.CRLF.framed(PlainDialect.refusal(notice));
    }
}
