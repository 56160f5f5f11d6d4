package dev.chatroom.server.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Tells by the first bytes of a connection, up to the end of its first line that is not empty, whether the client speaks a
 * protocol that nobody here speaks. Web pages can make browsers connect and send what the pages choose; but the first
 * line is always the browser's own.
 *
 * <p>It keeps no bytes, however long that line is, and does not depend on how the network has split it. Confined to the
 * connection's reader thread.
 */
final class ProtocolDetector {
    private static final byte LF = '\n';
    private static final byte CR = '\r';
    private static final byte NUL = 0;
    private static final byte TLS_HANDSHAKE = 0x16;
    private static final byte TLS_MAJOR_VERSION = 3;

    /** Binary protocols have a NUL in their first numbers, even behind the length of a frame (RFC 4571). */
    private static final int BYTES_WITHOUT_NUL = 8;

    /** A signature begins so that no text does (version 2 of the PROXY protocol, section 2.2). */
    private static final long PROXY_SIGNATURE = 0x0D0A0D0A00L;

    private static final long HEAD = packed("HEAD");
    private static final long PROXY = packed("PROXY");
    private static final long PROXY_TCP4 = packed("TCP4");
    private static final long PROXY_TCP6 = packed("TCP6");
    private static final long PROXY_UNKNOWN = packed("UNKNOWN");
    private static final long EHLO = packed("EHLO");
    private static final long HELO = packed("HELO");
    private static final long LHLO = packed("LHLO");

    private long bytes;

    /** The last eight bytes. */
    private long latest;

    /** How many words of the line have begun. */
    private int words;

    private final Word method = new Word();
    private final Word target = new Word();

    /** The last word of the line, if it is the third or a later one. */
    private final Word version = new Word();

    private boolean inWord;
    private boolean done;

    /** Whether the first line has come, and nothing more is to be found out. */
    boolean isDone() {
        return done;
    }

    /** Whether the first line has begun and not ended. */
    boolean isWithinLine() {
        return words > 0 && !done;
    }

    /** Whether the line that has begun may become a request: its first word is a method in capitals, or the beginning of one. */
    boolean mayBeRequest() {
        return isWithinLine() && method.isToken() && method.isInCapitals();
    }

    /** Looks at the next bytes, and leaves them as they are; null as long as they are nothing foreign. */
    @Nullable ForeignProtocol look(ByteBuffer next) {
        for (int i = next.position(); i < next.limit() && !done; i++) {
            ForeignProtocol found = take(next.get(i));
            if (found != null) {
                done = true;
                return found;
            }
        }
        return null;
    }

    private @Nullable ForeignProtocol take(byte b) {
        boolean afterReturn = bytes > 0 && (byte) latest == CR;
        bytes++;
        latest = latest << Byte.SIZE | (b & 0xFF);
        if (bytes == 2 && b == TLS_MAJOR_VERSION && latest >> Byte.SIZE == TLS_HANDSHAKE) {
            return ForeignProtocol.TLS;
        }
        if (b == NUL && !afterReturn && bytes <= BYTES_WITHOUT_NUL) {
            return latest == PROXY_SIGNATURE ? ForeignProtocol.PROXY : ForeignProtocol.BINARY;
        }
        if (b == LF || (b == NUL && afterReturn)) {
            inWord = false;
            done = words > 0;
            return done ? judge() : null;
        }
        if (b == ' ' || b == '\t' || b == CR) {
            inWord = false;
        } else {
            takeOfWord(b);
        }
        return null;
    }

    private void takeOfWord(byte b) {
        if (!inWord) {
            inWord = true;
            words++;
            if (words > 2) {
                version.clear();
            }
        }
        switch (words) {
            case 1 -> method.add(b);
            case 2 -> target.add(b);
            default -> version.add(b);
        }
    }

    private @Nullable ForeignProtocol judge() {
        if (words > 2 && isRequest()) {
            if (!version.isOf("HTTP/")) {
                return ForeignProtocol.HTTP_LIKE;
            }
            return method.is(HEAD) ? ForeignProtocol.HTTP_HEAD : ForeignProtocol.HTTP;
        }
        if (method.beginsWith("SSH-") && method.hasDigitAt(4)) {
            return ForeignProtocol.SSH;
        }
        if (method.is(PROXY) && (target.is(PROXY_TCP4) || target.is(PROXY_TCP6) || target.is(PROXY_UNKNOWN))) {
            return ForeignProtocol.PROXY;
        }
        return words == 2 && isMailGreeting() ? ForeignProtocol.SMTP : null;
    }

    /**
     * People write about HTTP too ("use plain HTTP/1.1"). So the target must look like one (RFC 9112, section 3.2), unless
     * the method is in capitals, as all that are registered are; then nearly anything goes, even blanks within a path.
     */
    private boolean isRequest() {
        boolean versioned = version.isOf("HTTP/") || version.isOf("RTSP/") || version.isOf("SIP/");
        if (!versioned || !method.isToken()) {
            return false;
        }
        return words == 3
                ? method.isInCapitals() || target.looksLikeTarget()
                : method.isInCapitals() && target.beginsWith("/");
    }

    /** Nobody types EHLO; but people type HELO to greet others, so what follows must look like the name of a machine. */
    private boolean isMailGreeting() {
        return method.is(EHLO) || method.is(LHLO)
                || (method.is(HELO) && (target.hasInnerDot() || target.beginsWith("[")));
    }

    private static long packed(String word) {
        long packed = 0;
        for (byte b : word.getBytes(US_ASCII)) {
            packed = packed << Byte.SIZE | b;
        }
        return packed;
    }

    /** What has to be known of a word, however long it is. */
    private static final class Word {
        private static final String NO_TOKEN = "\"(),/:;<=>?@[\\]{}";

        private int length;

        /** The first and the last eight bytes; of a shorter word both are all of it. */
        private long first;

        private long last;
        private boolean token = true;
        private boolean capitals = true;
        private boolean colon;
        private boolean innerDot;

        void clear() {
            length = 0;
            first = 0;
            last = 0;
        }

        void add(byte b) {
            innerDot |= length > 1 && (byte) last == '.';
            first = length < Long.BYTES ? first << Byte.SIZE | (b & 0xFF) : first;
            last = last << Byte.SIZE | (b & 0xFF);
            // Whether more than eight bytes have come is all that matters.
            length = Math.min(length + 1, Long.BYTES + 1);
            token &= b > ' ' && b < 0x7F && NO_TOKEN.indexOf(b) < 0;
            capitals &= b < 'a' || b > 'z';
            colon |= b == ':';
        }

        boolean is(long packed) {
            return last == packed && length <= Long.BYTES;
        }

        boolean isToken() {
            return token;
        }

        boolean isInCapitals() {
            return capitals;
        }

        boolean hasInnerDot() {
            return innerDot;
        }

        /** Origin form, asterisk form, absolute form or authority form. */
        boolean looksLikeTarget() {
            return beginsWith("/") || is('*') || colon;
        }

        boolean beginsWith(String start) {
            int missing = Math.min(length, Long.BYTES) - start.length();
            return missing >= 0 && (first >>> (missing * Byte.SIZE)) == packed(start);
        }

        boolean hasDigitAt(int index) {
            int behind = Math.min(length, Long.BYTES) - 1 - index;
            return behind >= 0 && isDigit(first >>> (behind * Byte.SIZE));
        }

        /** Whether it is such a protocol's version: a digit, or two with a dot between them. */
        boolean isOf(String protocol) {
            int digits = length - protocol.length();
            boolean dotted = digits == 3 && (byte) (last >> Byte.SIZE) == '.' && isDigit(last >>> (2 * Byte.SIZE));
            return length <= Long.BYTES && (digits == 1 || dotted) && isDigit(last) && beginsWith(protocol);
        }

        private static boolean isDigit(long bytes) {
            byte b = (byte) bytes;
            return b >= '0' && b <= '9';
        }
    }
}
