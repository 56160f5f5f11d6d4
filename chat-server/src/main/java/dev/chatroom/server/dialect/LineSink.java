package dev.chatroom.server.dialect;

/** Takes the lines that a client is to read. The connection adds its kind of line end. */
public interface LineSink {

    /** Writes one line of UTF-8, without an end, with no line break inside. The bytes are not changed and not kept. */
    void line(byte[] utf8);

    /** Writes one line made of two parts. */
    void line(byte[] prefix, byte[] utf8);
}
