package dev.chatroom.server.irc.client;

import dev.chatroom.core.Membership;
import dev.chatroom.core.Outbox;
import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.room.ViewScope;
import dev.chatroom.core.text.TagValue;
import dev.chatroom.server.irc.message.IrcLine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The answers to one request, in order; if the client has given it a label, with that (IRCv3 labeled-response). For the
 * reader alone.
 *
 * <p>An answer may come by itself, as an event of a room that the client will read. Such an event carries the label, by
 * its {@link Mark}, if it is the only answer. If there may be several such answers, all are put into a batch from the
 * start.
 */
public final class Replies {
    /** What an event needs to be recognised as an answer: the tag that it has. */
    public record Mark(String tag) {}

    /** More lines are not kept until it is known how many there are. */
    private static final int MOST_COLLECTED = 64;

    private final Outbox outbox;
    private final String server;

    /** The tag; empty if the client has given none. */
    private final String label;

    private final String reference;
    private final boolean several;

    private final List<String> collected = new ArrayList<>();
    private boolean answeredByEvent;
    private boolean isBatch;

    private boolean opened;

    /** The last event that answers; the batch ends behind it. */
    private @Nullable Membership lastIn;

    private long lastAt;

    /**
     * @param label empty if the client has given none
     * @param reference names the batch, if there is one
     * @param several whether there may be several answers that come by themselves
     */
    Replies(Outbox outbox, String server, String label, String reference, boolean several) {
        this.outbox = outbox;
        this.server = server;
        this.label = label.isEmpty() ? "" : "label=" + TagValue.escape(label);
        this.reference = reference;
        this.several = several;
    }

    /** Answers with a line. */
    void line(String line) {
        if (label.isEmpty() || isBatch) {
            inOrder(line);
        } else if (several || opened) {
            open();
            inOrder(part(line));
        } else {
            collected.add(line);
            if (collected.size() > MOST_COLLECTED && !isBatch(collected)) {
                openForAll();
            }
        }
    }

    /** Begins a batch that is the whole answer: its first line carries the label, and its lines need not wait for its end. */
    public void batch(String start) {
        isBatch = true;
        inOrder(label.isEmpty() ? start : tagged(label, start));
    }

    /** The answer has so many lines that they are a batch, whatever comes. */
    private void openForAll() {
        open();
        collected.forEach(line -> inOrder(part(line)));
        collected.clear();
    }

    private String part(String line) {
        return opened ? inBatch(line) : line;
    }

    /**
     * Answers with a report on a room, of which more follow: see {@link Outbox#report}.
     *
     * @param about makes the reply from the reference of the batch that its lines belong to, which may be empty
     */
    public void report(Membership in, ViewScope scope, Function<String, IrcReply.OnChannel> about) {
        if (!label.isEmpty()) {
            openForAll();
        }
        outbox.report(in, scope, about.apply(opened ? reference : ""));
    }

    /** The reference of the batch that the welcome to a room belongs to; empty if to none. */
    public String batchOfWelcome() {
        return label.isEmpty() || !several ? "" : reference;
    }

    /** By which the client's own events are marked while it acts; null for not at all. */
    @Nullable Mark mark() {
        if (label.isEmpty()) {
            return null;
        }
        return new Mark(several ? "batch=" + reference : label);
    }

    /** An answer may come by itself from now on: what it would be part of must have begun. */
    public void expectEvent() {
        if (several && !label.isEmpty()) {
            open();
        }
    }

    /** An answer comes by itself, now. */
    public void answeredByEvent() {
        answeredByEvent = true;
        expectEvent();
    }

    /** The same, and behind which event of a room that was. */
    public void answeredByEvent(Membership membership, long sequence) {
        answeredByEvent();
        lastIn = membership;
        lastAt = sequence;
    }

    /** There will be no more answers. */
    void end() {
        if (label.isEmpty() || isBatch) {
            return;
        }
        if (opened) {
            close();
        } else if (collected.isEmpty() && !answeredByEvent) {
            inOrder(tagged(label, IrcLine.from(server, "ACK").toString()));
        } else if (collected.size() == 1 || isBatch(collected)) {
            collected.set(0, tagged(label, collected.get(0)));
            collected.forEach(this::inOrder);
        } else if (!collected.isEmpty()) {
            open();
            collected.forEach(line -> inOrder(inBatch(line)));
            close();
        }
    }

    private void inOrder(String line) {
        outbox.replyInOrder(new Delivery.TextReply<>(line));
    }

    private void open() {
        if (!opened) {
            opened = true;
            inOrder(tagged(label,
                    IrcLine.from(server, "BATCH").with("+" + reference).with("labeled-response").toString()));
        }
    }

    private void close() {
        String end = IrcLine.from(server, "BATCH").with("-" + reference).toString();
        if (lastIn == null) {
            inOrder(end);
        } else {
            outbox.replyAfter(lastIn, lastAt, new Delivery.TextReply<>(end));
        }
    }

    /** A line of a batch within the batch names only that. */
    private String inBatch(String line) {
        return inBatch(reference, line);
    }

    /** The same, of a batch that was begun before; the line as it is if the reference is empty. */
    public static String inBatch(String reference, String line) {
        return reference.isEmpty() || line.startsWith("@batch=") ? line : tagged("batch=" + reference, line);
    }

    /** Whether the lines are one batch already, which then needs no other around it. */
    private boolean isBatch(List<String> lines) {
        return !lines.isEmpty() && lines.get(0).startsWith(":" + server + " BATCH +");
    }

    private static String tagged(String tag, String line) {
        return line.startsWith("@") ? "@" + tag + ";" + line.substring(1) : "@" + tag + " " + line;
    }
}
