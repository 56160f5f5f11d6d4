package dev.chatroom.server.cluster.order;

import dev.chatroom.core.event.ChatEvent.RoomEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to the stream. As soon as it has been sent for the first time, what changes of it belongs to the reader's
 * thread.
 */
final class Appended {
    /** How it stands with it. */
    enum Stage {
        /** It may be in the stream. */
        UNKNOWN,
        /** The stream has it, and will hand it over. */
        STORED,
        /** It is not in the stream, since another change was faster. */
        OVERTAKEN
    }

    private final RoomEvent event;
    private final String subject;
    private final byte[] form;
    private final String messageId;

    /** All up to this place had been handed over when the event was decided. */
    private final long known;

    /** Its place among what this node has appended. */
    private final long number;

    /** The change that it must come right after; negative if it may come anywhere. */
    private long expected;

    private Stage stage = Stage.UNKNOWN;

    /** The change that was faster, if any. */
    private long overtakenBy;

    private int copies = 1;

    /** What its author appended before, if that was underway then; as long as this is underway. */
    private volatile @Nullable Appended before;

    /** Whether it is underway no more; written by who takes it off. */
    private volatile boolean isDone;

    /** Whether something has been handed over that its author appended later. */
    private boolean isPassed;

    /** When it is to be sent again, by the nanosecond clock. */
    private long again;

    /** Whether it has been sent; written by the thread that appends. */
    private volatile boolean isSent;

    Appended(RoomEvent event, String subject, byte[] form, String messageId, long expected, long known, long number) {
        this.event = event;
        this.subject = subject;
        this.form = form;
        this.messageId = messageId;
        this.expected = expected;
        this.known = known;
        this.number = number;
    }

    RoomEvent event() {
        return event;
    }

    long id() {
        return event.id();
    }

    String subject() {
        return subject;
    }

    byte[] form() {
        return form;
    }

    String messageId() {
        return messageId;
    }

    long known() {
        return known;
    }

    long number() {
        return number;
    }

    long expected() {
        return expected;
    }

    void sent() {
        isSent = true;
    }

    boolean isSent() {
        return isSent;
    }

    /** Another change is the last one than was thought, and it was known when the event was decided. */
    void expect(long last) {
        expected = last;
    }

    Stage stage() {
        return stage;
    }

    void stored() {
        stage = Stage.STORED;
    }

    void overtaken(long by) {
        stage = Stage.OVERTAKEN;
        overtakenBy = by;
    }

    long overtakenBy() {
        return overtakenBy;
    }

    void follows(@Nullable Appended earlier) {
        before = earlier;
    }

    /** It has been handed over: what its author appended before and is underway yet has been passed. */
    void passEarlier() {
        for (Appended earlier = before; earlier != null && !earlier.isDone; earlier = earlier.before) {
            earlier.isPassed = true;
        }
    }

    void done() {
        isDone = true;
        before = null;
    }

    /** Whether it must not come any more: its author's lines would be in another order than they were said. */
    boolean comesTooLate() {
        return isPassed && expected < 0;
    }

    int copies() {
        return copies;
    }

    /** One more copy is sent. */
    void repeated() {
        copies += 1;
        stage = Stage.UNKNOWN;
    }

    void againAt(long nanos) {
        again = nanos;
    }

    boolean isDue(long now) {
        return isSent && stage == Stage.UNKNOWN && now - again >= 0;
    }
}
