/** One form in bytes for every event, to be stored or sent to another process: {@link dev.chatroom.core.codec.EventCodec}. */
@NullMarked
package dev.chatroom.core.codec;

import org.jspecify.annotations.NullMarked;
