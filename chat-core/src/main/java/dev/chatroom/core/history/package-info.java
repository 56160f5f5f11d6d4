/**
 * What a room keeps in memory of what happened in it, and how that is read if a chat is given no store. The module does not
 * export it.
 */
@NullMarked
package dev.chatroom.core.history;

import org.jspecify.annotations.NullMarked;
