package dev.chatroom.server.http;

import dev.chatroom.server.pace.Workload;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A client that speaks HTTP over a connection that is not served.
 *
 * @param handler knows the form of answers
 * @param address where the connection comes from
 * @param work what is asked for from there; nothing is charged to it
 */
public record UnservedClient(HttpHandler handler, InetAddress address, Workload work, Refusal refusal) {

    /**
     * All that the client is sent.
     *
     * @param came what it has sent
     * @param last whether no more of that is waited for
     * @return null, unless it is the last, as long as the head of the request has not come
     */
    public @Nullable ByteBuffer answer(ByteBuffer came, boolean last, Instant now) {
        return switch (new HeadParser().next(came)) {
            case null -> last ? refusal.answer(handler, now) : null;
            case Parsed.Malformed malformed -> refusal.answer(handler, now);
            case Parsed.Whole(RequestHead head) -> {
                Requester requester = new Requester(address, false, head.host(), work);
                yield refusal.answer(new Request(head, new byte[0], requester), handler, now);
            }
        };
    }
}
