/**
 * History that lasts, in an SQLite database: {@link dev.chatroom.server.store.SqliteHistory} is the chat's store, one thread
 * writes many events in each transaction, and a few read. The schema is explained in decision 014.
 */
@NullMarked
package dev.chatroom.server.store;

import org.jspecify.annotations.NullMarked;
