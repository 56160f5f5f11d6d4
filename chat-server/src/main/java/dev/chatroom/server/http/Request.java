package dev.chatroom.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/** A whole request. Immutable. */
public final class Request {
    private final RequestHead head;
    private final byte[] body;
    private final InetAddress address;
    private final boolean encrypted;

    /** @param body taken over */
    Request(RequestHead head, byte[] body, InetAddress address, boolean encrypted) {
        this.head = head;
        this.body = body;
        this.address = address;
        this.encrypted = encrypted;
    }

    public RequestHead head() {
        return head;
    }

    /** How many bytes the body has. */
    int length() {
        return body.length;
    }

    /** Where the connection comes from. */
    public InetAddress address() {
        return address;
    }

    /** Whether nobody on the way can read it. */
    public boolean encrypted() {
        return encrypted;
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
