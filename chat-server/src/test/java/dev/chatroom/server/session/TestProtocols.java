package dev.chatroom.server.session;

import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.irc.IrcProtocol;
import dev.chatroom.server.plain.PlainProtocol;
import dev.chatroom.server.protocol.Protocols;
import java.util.List;

/** The protocols of a server, for sessions that have none. */
final class TestProtocols {
    private TestProtocols() {}

    static Protocols of(ServerContext context) {
        return new Protocols(List.of(new IrcProtocol(context)), PlainProtocol.ofPeople(context),
                PlainProtocol.ofScripts(context));
    }
}
