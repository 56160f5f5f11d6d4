/** What was said before, as IRC clients ask for it and are shown it when they come in. */
@NullMarked
package dev.chatroom.server.irc.history;

import org.jspecify.annotations.NullMarked;
