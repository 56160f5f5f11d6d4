/** The folder of a history that lasts: its file, the tables in it, and how an event is a row. */
@NullMarked
package dev.chatroom.server.store.tables;

import org.jspecify.annotations.NullMarked;
