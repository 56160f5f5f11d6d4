package dev.chatroom.server.session;

import dev.chatroom.core.Chat;
import dev.chatroom.server.access.Cloak;
import dev.chatroom.server.config.ServerConfig;
import dev.chatroom.server.http.HttpHandler;
import dev.chatroom.server.pace.HeldTurns;
import dev.chatroom.server.pace.ServerClock;
import dev.chatroom.server.pace.WorkLimits;
import dev.chatroom.server.protocol.Protocols;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * What all sessions of a server share.
 *
 * @param work how much clients may ask for
 * @param turns whose turn it is among the clients of an address
 * @param protocols what they may speak
 * @param http answers those who ask by HTTP; null if nobody does
 * @param cloak hides where users come from
 * @param resumptions users whose clients may come back
 * @param timer runs what is short and never blocks, on a platform thread
 * @param clock says when a client's time is over
 */
public record ServerResources(
        ServerConfig config,
        Chat chat,
        WorkLimits work,
        HeldTurns turns,
        Protocols protocols,
        @Nullable HttpHandler http,
        Cloak cloak,
        Resumptions resumptions,
        WriterPool writers,
        ScheduledExecutorService timer,
        ServerClock clock) {}
