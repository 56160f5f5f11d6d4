/** How events go into the tables and out of them, with their words in the index. It knows no queue, no thread and no clock. */
@NullMarked
package dev.chatroom.server.store.events;

import org.jspecify.annotations.NullMarked;
