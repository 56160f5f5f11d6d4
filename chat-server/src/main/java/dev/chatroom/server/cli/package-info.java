/** The command line. */
@NullMarked
package dev.chatroom.server.cli;

import org.jspecify.annotations.NullMarked;
