/**
 * How the bytes of a client become messages: which protocol it speaks, how that is decoded and framed, and what clients of
 * foreign protocols are told.
 */
@NullMarked
package dev.chatroom.server.protocol;

import org.jspecify.annotations.NullMarked;
