/**
 * Several servers that are one chat, over NATS JetStream: {@link dev.chatroom.server.cluster.Cluster} puts together how the brokers are
 * reached, the order of what happens in rooms, and who is in the chat on all nodes. Decision 016 explains it.
 */
@NullMarked
package dev.chatroom.server.cluster;

import org.jspecify.annotations.NullMarked;
