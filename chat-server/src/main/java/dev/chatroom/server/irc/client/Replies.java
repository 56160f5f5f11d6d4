package dev.chatroom.server.irc.client;

import dev.chatroom.core.Membership;
import dev.chatroom.core.Outbox;
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

    /** The tag of the lines of that batch. */
    private final String batchTag;

    private final boolean several;

    private final List<IrcReply.Line> collected = new ArrayList<>();
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
        this.batchTag = "batch=" + reference;
        this.several = several;
    }

    /** Answers with a line. */
    void line(IrcReply.Line line) {
        if (label.isEmpty() || isBatch) {
            inOrder(line);
        } else if (several || opened) {
            open();
            inOrder(part(line));
        } else {
            collected.add(line);
            if (collected.size() > MOST_COLLECTED) {
                openForAll();
            }
        }
    }

    /**
     * Begins a batch that is the whole answer: its first line carries the label, and its lines need not wait for its end. If
     * lines have come before it, it is a part of the answer as they are.
     */
    public void batch(String start) {
        if (label.isEmpty() || collected.isEmpty()) {
            isBatch = true;
            inOrder(new IrcReply.Line(label, start));
        } else {
            openForAll();
            inOrder(part(new IrcReply.Line(start)));
        }
    }

    /** The answer has so many lines that they are a batch, whatever comes. */
    private void openForAll() {
        open();
        collected.forEach(line -> inOrder(part(line)));
        collected.clear();
    }

    private IrcReply.Line part(IrcReply.Line line) {
        return opened ? line.tagged(batchTag) : line;
    }

    /**
     * Answers with a report on a room, of which more follow: see {@link Outbox#report}.
     *
     * @param about makes the reply from the tag of its lines, which may be empty
     */
    public void report(Membership in, ViewScope scope, Function<String, IrcReply.OnChannel> about) {
        if (!label.isEmpty()) {
            openForAll();
        }
        outbox.report(in, scope, about.apply(opened ? batchTag : ""));
    }

    /** The tag of the lines of a welcome to a room; empty if they have none. */
    public String tagOfWelcome() {
        return label.isEmpty() || !several ? "" : batchTag;
    }

    /** By which the client's own events are marked while it acts; null for not at all. */
    @Nullable Mark mark() {
        if (label.isEmpty()) {
            return null;
        }
        return new Mark(several ? batchTag : label);
    }

    /** Whether the client has given the request a label. */
    public boolean areLabelled() {
        return !label.isEmpty();
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
            inOrder(new IrcReply.Line(label, IrcLine.from(server, "ACK").toString()));
        } else if (collected.size() == 1) {
            inOrder(collected.getFirst().tagged(label));
        } else if (!collected.isEmpty()) {
            open();
            collected.forEach(line -> inOrder(line.tagged(batchTag)));
            close();
        }
    }

    private void inOrder(IrcReply.Line line) {
        outbox.replyInOrder(line);
    }

    private void open() {
        if (!opened) {
            opened = true;
            inOrder(new IrcReply.Line(label,
                    IrcLine.from(server, "BATCH").with("+" + reference).with("labeled-response").toString()));
        }
    }

    private void close() {
        IrcReply.Line end = new IrcReply.Line(IrcLine.from(server, "BATCH").with("-" + reference).toString());
        if (lastIn == null) {
            inOrder(end);
        } else {
            outbox.replyAfter(lastIn, lastAt, end);
        }
    }
}
