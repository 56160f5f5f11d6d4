/**
 * What is remembered of users: who is called what, who has left, private messages, who is ignored. Nothing here knows {@link
 * dev.chatroom.core.User}, and the module does not export it.
 */
@NullMarked
package dev.chatroom.core.people;

import org.jspecify.annotations.NullMarked;
