/**
 * Who may come in, from where, and who runs the server: passwords and guesses, banned addresses, how many connections, and what
 * others are shown of where somebody comes from. Knows no dialect and no connection.
 */
@NullMarked
package dev.chatroom.server.access;

import org.jspecify.annotations.NullMarked;
