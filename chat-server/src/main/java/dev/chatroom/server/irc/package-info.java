/** The door for IRC clients, as modern.ircdocs.horse and IRCv3 describe it. */
@NullMarked
package dev.chatroom.server.irc;

import org.jspecify.annotations.NullMarked;
