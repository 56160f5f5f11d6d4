package dev.chatroom.server;

import dev.chatroom.server.dialect.ServerContext;
import java.util.List;

/** The protocols of a server, for sessions that have none. */
final class TestProtocols {
    private TestProtocols() {}

    static Protocols of(ServerContext context) {
        return new Protocols(List.of(new IrcProtocol(context)), PlainProtocol.ofPeople(context),
                PlainProtocol.ofScripts(context));
    }
}
