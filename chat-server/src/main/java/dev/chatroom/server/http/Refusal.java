package dev.chatroom.server.http;

import dev.chatroom.server.protocol.Protocol;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Why a client is not served, whatever it asks for.
 *
 * @param why the status in words, for the client
 * @param retryAfter in how many seconds another try may be worth it; 0 if never
 * @param inOther the same, said in another protocol
 */
public record Refusal(Status status, String why, int retryAfter, Function<Protocol, ByteBuffer> inOther) {

    /**
     * The answer to a request. If it asks for another protocol, the client is told in that, since a page cannot read how else it was refused
     * one.
     */
    ByteBuffer answer(Request request, HttpHandler handler, Instant now) {
        Optional<Answer.Upgrade> other = handler.upgrade(request);
        if (other.isEmpty()) {
            return response(handler).encoded(request.isForHead(), false, now);
        }
        ByteBuffer head = other.get().response().encoded(false, true, now);
        ByteBuffer said = inOther.apply(other.get().protocol());
        return ByteBuffer.allocate(head.remaining() + said.remaining()).put(head).put(said).flip();
    }

    /** The answer to something that is no whole request. */
    ByteBuffer answer(HttpHandler handler, Instant now) {
        return response(handler).encoded(false, false, now);
    }

    private Response response(HttpHandler handler) {
        Response response = handler.refusal(status, why);
        return retryAfter == 0 ? response : response.with("Retry-After: " + retryAfter);
    }
}
