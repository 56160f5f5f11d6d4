/** Time: how long clients may take, and how much they may ask for. All waiting is counted here. */
@NullMarked
package dev.chatroom.server.pace;

import org.jspecify.annotations.NullMarked;
