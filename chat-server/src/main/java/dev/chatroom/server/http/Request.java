package dev.chatroom.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/** A whole request. Immutable. */
public final class Request {
    private final RequestHead head;
    private final byte[] body;
    private final Requester requester;

    /** @param body taken over */
    Request(RequestHead head, byte[] body, Requester requester) {
        this.head = head;
        this.body = body;
        this.requester = requester;
    }

    public RequestHead head() {
        return head;
    }

    /** How many bytes the body has. */
    int length() {
        return body.length;
    }

    /** The sender. */
    public Requester requester() {
        return requester;
    }

    /** The body as text; empty if it is not in UTF-8. */
    public Optional<String> text() {
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
        } catch (CharacterCodingException malformed) {
            return Optional.empty();
        }
    }

    /** Whether only the head of the answer is wanted. */
    boolean isForHead() {
        return head.method().equals("HEAD");
    }
}
