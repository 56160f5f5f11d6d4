/**
 * Who is in the chat on the nodes of a cluster: {@link dev.chatroom.server.cluster.people.ClusterDirectory} has the names and the
 * leases of nodes in maps that all share, and brings what is for one person. What decides is {@code PeopleLedger} and {@code NodeLease},
 * which know no broker, no clock and no thread, so that a simulation can try them.
 */
@NullMarked
package dev.chatroom.server.cluster.people;

import org.jspecify.annotations.NullMarked;
