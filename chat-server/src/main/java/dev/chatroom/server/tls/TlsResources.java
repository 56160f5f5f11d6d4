package dev.chatroom.server.tls;

import dev.chatroom.server.net.BufferPool;
import dev.chatroom.server.pace.ServerClock;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What all TLS connections of a server share.
 *
 * @param buffers lends what is needed to write
 * @param timer runs what is short and never blocks, on a platform thread
 * @param clock says when a client's time is over
 * @param refusal the line for who speaks plain text where only TLS is taken
 */
public record TlsResources(
        TlsCredentials credentials,
        BufferPool buffers,
        ScheduledExecutorService timer,
        ServerClock clock,
        Duration handshakeTimeout,
        String refusal) {

    ByteBuffer refusalBytes() {
        return ByteBuffer.wrap((refusal + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
