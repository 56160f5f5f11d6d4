/** The words that plain readers are shown. */
@NullMarked
package dev.chatroom.server.plain.text;

import org.jspecify.annotations.NullMarked;
