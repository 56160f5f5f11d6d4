/**
 * What plain users may type: speech and commands, and what is written behind a command. It knows no wording of an answer and
 * carries nothing out.
 */
@NullMarked
package dev.chatroom.server.plain.syntax;

import org.jspecify.annotations.NullMarked;
