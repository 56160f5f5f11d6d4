/**
 * One log that many readers follow, each at its own pace. It knows nothing of a chat and can be used alone.
 *
 * <p>{@link dev.chatroom.core.broadcast.Broadcaster} is the log, {@link dev.chatroom.core.broadcast.Subscription} a reader's place in
 * it, {@link dev.chatroom.core.broadcast.Delivery} what a reader is handed.
 */
@NullMarked
package dev.chatroom.core.broadcast;

import org.jspecify.annotations.NullMarked;
