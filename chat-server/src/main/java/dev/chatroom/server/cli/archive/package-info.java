/** The commands of the command line that are about a folder with history. */
@NullMarked
package dev.chatroom.server.cli.archive;

import org.jspecify.annotations.NullMarked;
