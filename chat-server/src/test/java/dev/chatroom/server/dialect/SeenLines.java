package dev.chatroom.server.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.core.Outbox;
import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.DeliverySink;
import dev.chatroom.core.broadcast.EventBatch;
import dev.chatroom.core.event.ChatEvent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** What a dialect has its client read, line by line. It is full after so many bytes, until they are taken. */
public final class SeenLines implements LineSink, DeliverySink<ChatEvent> {
    /** With this byte a telnet client's command begins, which it shows to nobody (RFC 854). */
    private static final byte TELNET_COMMAND = (byte) 255;

    private final Dialect dialect;
    private final int space;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    SeenLines(Dialect dialect, int space) {
        this.dialect = dialect;
        this.space = space;
    }

    public SeenLines(Dialect dialect) {
        this(dialect, Integer.MAX_VALUE);
    }

    /** The lines since the last time, without their ends. */
    public List<String> take() {
        String text = bytes.toString(UTF_8);
        bytes.reset();
        return text.isEmpty() ? List.of() : new ArrayList<>(List.of(text.split("\n", -1))).subList(0, lines(text));
    }

    /** All lines that there are, until nothing is left. */
    public List<String> readAll(Outbox outbox) {
        List<String> lines = new ArrayList<>();
        boolean more = true;
        while (more) {
            more = outbox.drain(this) || !outbox.rest();
            lines.addAll(take());
        }
        return lines;
    }

    private static int lines(String text) {
        return (int) text.chars().filter(c -> c == '\n').count();
    }

    @Override
    public boolean take(Delivery<ChatEvent> delivery) {
        dialect.render(delivery, this);
        return !isFull();
    }

    @Override
    public boolean take(EventBatch<ChatEvent> events) {
        return dialect.render(events, this);
    }

    @Override
    public void line(byte[] utf8) {
        bytes.writeBytes(utf8);
        bytes.write('\n');
    }

    @Override
    public void lines(byte[] utf8, int from, int length) {
        if (utf8[from] != TELNET_COMMAND) {
            bytes.write(utf8, from, length);
        }
    }

    @Override
    public int space() {
        return Math.max(0, space - bytes.size());
    }

    @Override
    public boolean isFull() {
        return bytes.size() > space;
    }

    @Override
    public boolean crlf() {
        return false;
    }
}
