/** What all doors share: what a dialect is, what it is asked and told, and how lines are rendered once for many readers. */
@NullMarked
package dev.chatroom.server.dialect;

import org.jspecify.annotations.NullMarked;
