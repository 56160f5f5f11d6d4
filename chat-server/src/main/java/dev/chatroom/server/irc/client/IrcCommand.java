package dev.chatroom.server.irc.client;

import dev.chatroom.server.dialect.Next;

/** What a client can ask for. Keeps nothing: what is to be remembered is in the client. */
@FunctionalInterface
public interface IrcCommand {

    /** Acts on a request that has the parameters it needs; answers through the client. Never blocks. */
    Next run(IrcClient client, IrcRequest request);
}
