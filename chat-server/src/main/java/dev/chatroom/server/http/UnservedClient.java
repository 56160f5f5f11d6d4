package dev.chatroom.server.http;

import dev.chatroom.server.pace.Workload;
import dev.chatroom.server.protocol.Protocol;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who speaks HTTP and is not served, whatever is asked for.
 *
 * @param handler knows the form of answers
 * @param address where the connection comes from
 * @param work what is asked for from there; nothing is charged to it
 * @param status why it is not served
 * @param why the same in words
 * @param retryAfter in how many seconds another try may be worth it; 0 if never
 */
public record UnservedClient(
        HttpHandler handler, InetAddress address, Workload work, Status status, String why, int retryAfter) {

    /**
     * All that the client is sent. Who asks for another protocol is told in that, since a page cannot read how else it was refused
     * one.
     *
     * @param came what it has sent
     * @param last whether no more of that is waited for
     * @param inOther what is said in another protocol
     * @return null, unless it is the last, as long as the head of the request has not come
     */
    public @Nullable ByteBuffer answer(
            ByteBuffer came, boolean last, Instant now, Function<Protocol, ByteBuffer> inOther) {
        return switch (new HeadParser().next(came)) {
            case null -> last ? refusal().encoded(false, false, now) : null;
            case Parsed.Malformed malformed -> refusal().encoded(false, false, now);
            case Parsed.Whole(RequestHead head) -> {
                Requester requester = new Requester(address, false, head.host(), work);
                yield answer(new Request(head, new byte[0], requester), now, inOther);
            }
        };
    }

    private ByteBuffer answer(Request request, Instant now, Function<Protocol, ByteBuffer> inOther) {
        Optional<Answer.Upgrade> other = handler.upgrade(request);
        if (other.isEmpty()) {
            return refusal().encoded(request.isForHead(), false, now);
        }
        ByteBuffer head = other.get().response().encoded(false, true, now);
        ByteBuffer said = inOther.apply(other.get().protocol());
        return ByteBuffer.allocate(head.remaining() + said.remaining()).put(head).put(said).flip();
    }

    private Response refusal() {
        Response refusal = handler.refusal(status, why);
        return retryAfter == 0 ? refusal : refusal.with("Retry-After: " + retryAfter);
    }
}
