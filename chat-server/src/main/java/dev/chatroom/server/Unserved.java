package dev.chatroom.server;

import dev.chatroom.server.access.ConnectionLimits;
import dev.chatroom.server.client.Refusals;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.http.HttpHandler;
import dev.chatroom.server.http.UnservedClient;
import dev.chatroom.server.net.Listener;
import dev.chatroom.server.pace.Workload;
import dev.chatroom.server.plain.text.PlainText;
import dev.chatroom.server.protocol.FirstBytes;
import dev.chatroom.server.protocol.ForeignAnswers;
import dev.chatroom.server.protocol.Protocols;
import dev.chatroom.server.session.ServerResources;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told that is not served, each in the words of what it speaks.
 *
 * @param why the same for all
 */
record Unserved(ServerResources server, InetAddress address, Notice why) implements Listener.Refusal {
    @Override
    public @Nullable ByteBuffer to(ByteBuffer came, boolean last) {
        FirstBytes first = new FirstBytes();
        HttpHandler web = server.http();
        Protocols protocols = server.protocols();
        boolean foreign = first.areForeignWith(came.duplicate());
        if (foreign && first.areHttp()) {
            Instant now = server.config().clock().instant();
            return web == null
                    ? first.answer(new ForeignAnswers(server.config().name(), protocols.spokenByPeople()), false, now)
                    : http(web, came, last, now);
        }
        if (foreign && first.areTls()) {
            return ForeignAnswers.tlsRefusal(why instanceof Notice.AddressBanned);
        }
        return foreign || first.areDecided() || last ? protocols.ofFirst(came).refusal(why) : null;
    }

    /** The words of the web door. */
    static String words(Notice why) {
        return PlainText.notice(why).substring("* ".length());
    }

    private @Nullable ByteBuffer http(HttpHandler web, ByteBuffer came, boolean last, Instant now) {
        Object key = ConnectionLimits.key(address);
        Workload work = server.work().enter(key);
        try {
            return new UnservedClient(web, address, work, Refusals.http(why, words(why))).answer(came, last, now);
        } finally {
            server.work().leave(key);
        }
    }
}
