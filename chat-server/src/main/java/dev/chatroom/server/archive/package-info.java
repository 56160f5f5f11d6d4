/**
 * The operator's side of a folder with history: export, import, backup, check and erase. Each reads or changes the database by
 * a connection of its own; those that read do so while a server writes.
 */
@NullMarked
package dev.chatroom.server.archive;

import org.jspecify.annotations.NullMarked;
