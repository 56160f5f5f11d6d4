package dev.chatroom.server.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a client is answered. Immutable. */
public final class Response {
    /** RFC 9110, section 5.6.7. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Status status;
    private final List<String> fields;
    private final byte[] body;

    /**
     * An answer.
     *
     * @param fields header fields, each {@code Name: value}; those about the body and the connection are added
     * @param body not to be changed any more
     */
    public Response(Status status, List<String> fields, byte[] body) {
        this.status = status;
        this.fields = List.copyOf(fields);
        this.body = body;
    }

    public Status status() {
        return status;
    }

    /** How many bytes the body has. */
    int length() {
        return body.length;
    }

    /** A text for people, ended with a line end if there is any. */
    public static Response text(Status status, String text) {
        return of(status, "text/plain; charset=utf-8", text);
    }

    /** Something in UTF-8. */
    public static Response of(Status status, String type, String text) {
        return new Response(status, List.of("Content-Type: " + type), text.getBytes(UTF_8));
    }

    /** The same with one more header field. */
    public Response with(String field) {
        List<String> more = new ArrayList<>(fields);
        more.add(field);
        return new Response(status, more, body);
    }

    /**
     * The bytes of it.
     *
     * @param bodiless whether the request was for the head alone
     * @param persists whether the connection goes on
     */
    ByteBuffer encoded(boolean bodiless, boolean persists, Instant now) {
        StringBuilder head = head(now);
        if (!status.isBodiless()) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        if (status != Status.SWITCHING_PROTOCOLS) {
            head.append(persists ? "Connection: keep-alive\r\n" : "Connection: close\r\n");
        }
        byte[] first = head.append("\r\n").toString().getBytes(ISO_8859_1);
        byte[] rest = bodiless || status.isBodiless() ? new byte[0] : body;
        return ByteBuffer.allocate(first.length + rest.length).put(first).put(rest).flip();
    }

    /** The bytes of its head, if its body goes on until the connection ends. */
    ByteBuffer endlessHead(Instant now) {
        return ByteBuffer.wrap(head(now).append("Connection: close\r\n\r\n").toString().getBytes(ISO_8859_1));
    }

    private StringBuilder head(Instant now) {
        StringBuilder head = new StringBuilder(256)
                .append("HTTP/1.1 ").append(status.code()).append(' ').append(status.reason()).append("\r\n")
                .append("Date: ").append(DATE.format(now)).append("\r\n");
        fields.forEach(field -> head.append(field).append("\r\n"));
        return head;
    }
}
