/**
 * Several servers that are one chat, over NATS JetStream: {@link dev.chatroom.server.cluster.ClusterConnection} reaches the
 * brokers, and {@link dev.chatroom.server.cluster.JetStreamOrder} is the chat's order, a stream that all nodes read. Nothing of
 * it is loaded by a server that is alone. Decision 016 explains it.
 */
@NullMarked
package dev.chatroom.server.cluster;

import org.jspecify.annotations.NullMarked;
