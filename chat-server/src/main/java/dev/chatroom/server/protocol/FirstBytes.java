package dev.chatroom.server.protocol;

import dev.chatroom.server.dialect.Notice;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what comes from a client until its first line has come, whether its user is in already or not, and has the
 * answer for one that speaks a foreign protocol. Confined to the reader's thread, except where said.
 */
public final class FirstBytes {
    private static final byte[] LINE_END = {'\n'};

    /** Null before the first byte, and when the first line has come. */
    private @Nullable ProtocolDetector detector;

    /** What the client speaks, once it is known to be foreign; no text until then. */
    private ForeignProtocol foreign = ForeignProtocol.BINARY;

    /** Whether the first line that is not empty has come. */
    private boolean decided;

    /** Whether that line has begun and not ended. Written by the reader. */
    private volatile boolean withinLine;

    /** Whether that line may become a request of HTTP. Written by the reader. */
    private volatile boolean maybeRequest;

    /** Whether the first line is on its way, and may become a request of HTTP. For any thread. */
    public boolean mayBeRequest() {
        return maybeRequest;
    }

    /** Whether the first line is on its way, so that it may yet turn out to be foreign. For any thread. */
    public boolean areWithinLine() {
        return withinLine;
    }

    /** Whether the first line that is not empty has come, and is not foreign. */
    public boolean areDecided() {
        return decided;
    }

    /** Whether these bytes are foreign together with those before. They are left as they are. */
    public boolean areForeignWith(ByteBuffer next) {
        if (decided) {
            return false;
        }
        if (detector == null) {
            detector = new ProtocolDetector();
        }
        ForeignProtocol found = detector.look(next);
        foreign = found == null ? foreign : found;
        decided = detector.isDone();
        withinLine = detector.isWithinLine();
        maybeRequest = detector.mayBeRequest();
        if (decided) {
            detector = null;
        }
        return found != null;
    }

    /** Whether what has turned out to be foreign is HTTP. */
    public boolean areHttp() {
        return foreign == ForeignProtocol.HTTP || foreign == ForeignProtocol.HTTP_HEAD;
    }

    /** Whether what has turned out to be foreign is TLS. */
    public boolean areTls() {
        return foreign == ForeignProtocol.TLS;
    }

    /** Whether they turn out to be foreign now that nothing more comes. */
    public boolean areForeignAtEnd() {
        return areForeignWith(ByteBuffer.wrap(LINE_END));
    }

    /** How somebody foreign is told that has been greeted. */
    public Notice notice() {
        return new Notice.ForeignProtocol(foreign.shown());
    }

    /** The answer for somebody foreign that has not been greeted. */
    public ByteBuffer answer(ForeignAnswers answers, boolean encrypted, Instant now) {
        return answers.to(foreign, encrypted, now);
    }
}
