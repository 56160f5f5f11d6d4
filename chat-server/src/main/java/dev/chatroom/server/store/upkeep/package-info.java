/**
 * What is too old or too much is forgotten, and its space given back, a step at a time: {@link
 * dev.chatroom.server.store.upkeep.Upkeep} takes them in turn, {@link dev.chatroom.server.store.upkeep.Keeping} says what stays.
 */
@NullMarked
package dev.chatroom.server.store.upkeep;

import org.jspecify.annotations.NullMarked;
