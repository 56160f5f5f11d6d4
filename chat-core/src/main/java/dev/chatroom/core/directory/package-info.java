/**
 * The seam for people on other nodes: a {@link dev.chatroom.core.directory.Directory} decides who has a nickname, and tells each
 * chat of those who are connected elsewhere. If a chat is given none, it is the only one.
 */
@NullMarked
package dev.chatroom.core.directory;

import org.jspecify.annotations.NullMarked;
