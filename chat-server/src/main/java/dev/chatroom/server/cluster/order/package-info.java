/**
 * The order that the nodes of a cluster share: {@link dev.chatroom.server.cluster.order.JetStreamOrder} gives events their places by a
 * stream that all nodes read.
 */
@NullMarked
package dev.chatroom.server.cluster.order;

import org.jspecify.annotations.NullMarked;
