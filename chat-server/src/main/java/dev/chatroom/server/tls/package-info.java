/** Connections that are encrypted, on the same port as plain text, and the certificate for them. */
@NullMarked
package dev.chatroom.server.tls;

import org.jspecify.annotations.NullMarked;
