package dev.chatroom.server.dialect;

/** Takes what a client is to read. It has an end: once it is full, only what must not be split should follow. */
public interface LineSink {

    /** Takes one line, without its end. */
    void line(byte[] utf8);

    /** Takes whole lines with their ends. */
    void lines(byte[] utf8, int from, int length);

    /** How many bytes it takes without being full. */
    int space();

    /** Whether it has had enough for now. */
    boolean isFull();

    /** Whether lines end with CR LF for this client. */
    boolean crlf();
}
