/**
 * The rooms of a cluster as they are now and then, so that a node that starts need not read the whole stream: {@link
 * dev.chatroom.server.cluster.checkpoint.Checkpoints} keeps them at the brokers.
 */
@NullMarked
package dev.chatroom.server.cluster.checkpoint;

import org.jspecify.annotations.NullMarked;
