package dev.chatroom.server.tls;

import dev.chatroom.server.net.BufferPool;
import dev.chatroom.server.pace.ServerClock;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.UnaryOperator;

/**
 * What all TLS connections of a server share.
 *
 * @param buffers lends what is needed to write
 * @param timer runs what is short and never blocks, on a platform thread
 * @param clock says when a client's time is over
 * @param refusal the answer for a client that speaks plain text where only TLS is taken, to what it has sent first, which
 *     is left as it is; nothing if it is silent
 */
public record TlsResources(
        TlsCredentials credentials,
        BufferPool buffers,
        ScheduledExecutorService timer,
        ServerClock clock,
        Duration handshakeTimeout,
        UnaryOperator<ByteBuffer> refusal) {}
