package dev.chatroom.server.irc;

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

/** The protocol of IRC clients: lines, the first of which is one of few commands. */
public final class IrcProtocol implements Protocol {
    /** How many bytes of a line are taken. */
    public static final int MOST_LINE_BYTES = IrcDialect.MOST_LINE_BYTES;

    private final ServerContext context;

    public IrcProtocol(ServerContext context) {
        this.context = context;
    }

    @Override
    public boolean isSpokenIn(Line firstLine) {
        return IrcDialect.isSpokenIn(firstLine.text());
    }

    @Override
    public Decoder decoder(LineDecoder first) {
        return first.ofProgram(IrcDialect.MOST_LINE_BYTES);
    }

    @Override
    public Dialect dialect(User user, Workload work) {
        return new IrcDialect(context, user, work);
    }

    @Override
    public ByteBuffer refusal(Notice notice) {
        return LineEnd.CRLF.framed(IrcDialect.refusal(notice));
    }
}
