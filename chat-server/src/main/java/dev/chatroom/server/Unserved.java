package dev.chatroom.server;

import dev.chatroom.server.access.ConnectionLimits;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.http.HttpHandler;
import dev.chatroom.server.http.Status;
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
    /** A place may be free again then. */
    private static final int RETRY_AFTER = 30;

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
        return foreign || first.areDecided() || last ? protocols.ofFirst(came).refusal(why) : null;
    }

    private @Nullable ByteBuffer http(HttpHandler web, ByteBuffer came, boolean last, Instant now) {
        Status status = switch (why) {
            case Notice.AddressBanned banned -> Status.FORBIDDEN;
            case Notice.AddressFull full -> Status.TOO_MANY_REQUESTS;
            default -> Status.UNAVAILABLE;
        };
        String words = PlainText.notice(why).substring("* ".length());
        int retryAfter = status == Status.FORBIDDEN ? 0 : RETRY_AFTER;
        Object key = ConnectionLimits.key(address);
        Workload work = server.work().enter(key);
        try {
            return new UnservedClient(web, address, work, status, words, retryAfter)
                    .answer(came, last, now, other -> other.refusal(why));
        } finally {
            server.work().leave(key);
        }
    }
}
