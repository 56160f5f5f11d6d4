/**
 * For whom a connection is served: for the client at its other end, or for those in whose name a trusted proxy asks. Each has a place among the
 * connections of its address and pays for its work.
 */
@NullMarked
package dev.chatroom.server.client;

import org.jspecify.annotations.NullMarked;
