/**
 * The brokers of a cluster, and how a node reaches them: {@link dev.chatroom.server.cluster.broker.ClusterConnection}. Nothing of it
 * is loaded by a server that is alone. Decision 016 explains it.
 */
@NullMarked
package dev.chatroom.server.cluster.broker;

import org.jspecify.annotations.NullMarked;
