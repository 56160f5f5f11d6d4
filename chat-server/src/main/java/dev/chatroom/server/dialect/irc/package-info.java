/** The dialect that IRC clients speak, as modern.ircdocs.horse and IRCv3 describe it. */
@NullMarked
package dev.chatroom.server.dialect.irc;

import org.jspecify.annotations.NullMarked;
