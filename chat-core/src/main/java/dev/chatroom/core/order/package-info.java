/**
 * The seam for the order of events: a {@link dev.chatroom.core.order.Sequencer} gives each event of a room its place. If a
 * chat is given none, the append lock of each room does that; with several nodes it is a stream that all of them read.
 */
@NullMarked
package dev.chatroom.core.order;

import org.jspecify.annotations.NullMarked;
