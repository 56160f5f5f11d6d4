/**
 * What goes wrong on a network and a machine, done to a server over real sockets while honest people talk beside it. With
 * {@code -Dfaults.long=true} in the numbers that a bad day has; otherwise in few, so that every build can do it.
 */
package dev.chatroom.server.faults;
