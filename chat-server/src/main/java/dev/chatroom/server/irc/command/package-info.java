/** The commands of IRC; {@link dev.chatroom.server.irc.command.CommandTable} lists them. */
@NullMarked
package dev.chatroom.server.irc.command;

import org.jspecify.annotations.NullMarked;
