/** Text as a chat keeps and compares it: messages and their tags, names of people and rooms, and masks that stand for many. */
@NullMarked
package dev.chatroom.core.text;

import org.jspecify.annotations.NullMarked;
