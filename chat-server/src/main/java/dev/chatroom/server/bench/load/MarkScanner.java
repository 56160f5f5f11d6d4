package dev.chatroom.server.bench.load;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds marks, and notices that begin with certain words, in a stream of bytes however it was split, whatever else the lines
 * hold. It makes no objects, and does not look at the rest of a message whose mark it has found.
 *
 * <p>One for all connections; what differs is in each one's {@link StreamTail}. Owned by the thread that scans.
 */
final class MarkScanner {
    /** Eight bytes as a number, the first the least significant. */
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long FIRST = ONES * Mark.FIRST;

    /** Is told what was found, in the order of the stream. */
    interface Sink {
        void mark(int sender, int sequence, long sentMicros);

        /** What followed a notice's first words on their line lies in these bytes. */
        void notice(byte[] bytes, int from, int to);
    }

    private final Mark mark;
    private final int body;

    private final byte[] notice;

    private final Units units;
    private final byte end;
    private final byte otherEnd;

    /** The first byte of a notice, eight times. */
    private final long noticeFirst;

    private long broken;

    /** How far the last mark was from the message before it; 0 if that says nothing of the next. */
    private int usualDistance;

    /** What the line began with. */
    private long usualBegin;

    /**
     * Makes a scanner.
     *
     * @param body the length of a message's text with its mark, in bytes
     * @param notice the words with which a notice begins, at least one byte, not that with which a mark does
     * @param units of what the streams are made; in one of frames, nothing follows a notice
     */
    MarkScanner(Mark mark, int body, byte[] notice, Units units) {
        this.mark = mark;
        this.body = body;
        this.notice = notice.clone();
        this.noticeFirst = ONES * (notice[0] & 0xFF);
        this.units = units;
        this.end = units.end();
        this.otherEnd = units.otherEnd();
    }

    /** How many messages were not followed by their end where it should be: cut, or mixed with others. */
    long broken() {
        return broken;
    }

    /** Scans the next bytes of a stream; the first of them are those that its tail has restored. */
    void scan(byte[] bytes, int length, StreamTail tail, Sink sink) {
        int from = messagesLikeTheLast(bytes, afterSkip(bytes, length, tail), length, sink);
        int at = find(bytes, from, length);
        while (at < length) {
            if (bytes[at] != Mark.FIRST) {
                at = find(bytes, notice(bytes, at, length, tail, sink), length);
                continue;
            }
            int next = mark(bytes, at, length, tail, sink);
            if (next < at + Mark.BYTES) {
                at = find(bytes, next, length);
            } else {
                learn(bytes, from, at);
                from = messagesLikeTheLast(bytes, next, length, sink);
                at = find(bytes, from, length);
            }
        }
    }

    /**
     * Takes the messages that follow one another with as much before each text as before the last one. Where they end.
     *
     * <p>Apart from the rest, since it is almost all that runs under load, and what is compiled for it is not to depend on
     * what was read before: the texts with which a server greets.
     */
    private int messagesLikeTheLast(byte[] bytes, int from, int length, Sink sink) {
        int next = from;
        if (usualDistance > 0) {
            int last = length - usualDistance - body - 1;
            while (next <= last && (long) EIGHT.get(bytes, next) == usualBegin) {
                int at = next + usualDistance;
                int end = at + body;
                if (!mark.isAt(bytes, at) || !endsText(bytes[end])) {
                    break;
                }
                sink.mark(Mark.sender(bytes, at), Mark.sequence(bytes, at), Mark.micros(bytes, at));
                next = end + 1;
            }
        }
        return next;
    }

    /** What a server puts before a text is as long each time, as a rule. What has other units in it says nothing. */
    private void learn(byte[] bytes, int from, int at) {
        int distance = at - from;
        long begin = (long) EIGHT.get(bytes, from);
        if (distance == usualDistance && begin == usualBegin) {
            return;
        }
        usualDistance = 0;
        if (distance >= Long.BYTES && units.isOne(bytes, from, at)) {
            usualDistance = distance;
            usualBegin = begin;
        }
    }

    /** Where something may begin, at this place or after it; the length if nowhere. */
    private int find(byte[] bytes, int from, int length) {
        int at = from;
        for (; at <= length - Long.BYTES; at += Long.BYTES) {
            long eight = (long) EIGHT.get(bytes, at);
            long found = zeros(eight ^ FIRST) | zeros(eight ^ noticeFirst);
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        while (at < length && bytes[at] != Mark.FIRST && bytes[at] != notice[0]) {
            at++;
        }
        return Math.min(at, length);
    }

    /** Sets the upper bit of the lowest byte that is zero, and of none before it. */
    private static long zeros(long eight) {
        return (eight - ONES) & ~eight & ONES << 7;
    }

    private int afterSkip(byte[] bytes, int length, StreamTail tail) {
        int skip = tail.skip();
        if (skip > length) {
            tail.skip(skip - length);
            return length;
        }
        tail.skip(0);
        if (skip > 0) {
            checkEnd(bytes[skip - 1]);
        }
        return skip;
    }

    private int mark(byte[] bytes, int at, int length, StreamTail tail, Sink sink) {
        if (length - at < Mark.BYTES && mark.mayBeginWith(bytes, at, length)) {
            tail.keep(bytes, at, length);
            return length;
        }
        if (length - at < Mark.BYTES || !mark.isAt(bytes, at)) {
            return at + 1;
        }
        sink.mark(Mark.sender(bytes, at), Mark.sequence(bytes, at), Mark.micros(bytes, at));
        int next = at + body + 1;
        if (next > length) {
            tail.skip(next - length);
            return length;
        }
        // Where a line is cut short, the next mark may be within the length that this message should have.
        return checkEnd(bytes[next - 1]) ? next : at + Mark.BYTES;
    }

    private int notice(byte[] bytes, int at, int length, StreamTail tail, Sink sink) {
        for (int i = 1; i < notice.length; i++) {
            if (at + i == length) {
                tail.keep(bytes, at, length);
                return length;
            }
            if (bytes[at + i] != notice[i]) {
                return at + 1;
            }
        }
        int from = at + notice.length;
        if (units == Units.FRAMES) {
            sink.notice(bytes, from, from);
            return from;
        }
        for (int to = from; to < length; to++) {
            if (endsText(bytes[to])) {
                sink.notice(bytes, from, to);
                return to;
            }
        }
        if (length - at < StreamTail.MOST_KEPT) {
            tail.keep(bytes, at, length);
        }
        return length;
    }

    private boolean checkEnd(byte b) {
        boolean ends = endsText(b);
        if (!ends) {
            broken++;
        }
        return ends;
    }

    private boolean endsText(byte b) {
        return b == end || b == otherEnd;
    }
}
