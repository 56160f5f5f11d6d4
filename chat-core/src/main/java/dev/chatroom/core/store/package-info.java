/**
 * The seam for history that lasts: {@link dev.chatroom.core.store.HistoryStore} is told of each event before anybody reads
 * it, and reads events again. If a chat is given none, its own window in memory takes that place.
 */
@NullMarked
package dev.chatroom.core.store;

import org.jspecify.annotations.NullMarked;
