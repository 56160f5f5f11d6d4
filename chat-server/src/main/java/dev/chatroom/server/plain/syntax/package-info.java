/**
 * What plain users may type: the commands, and what stands behind them. It takes lines apart and knows nothing of who reads the
 * answers, nor of their words.
 */
@NullMarked
package dev.chatroom.server.plain.syntax;

import org.jspecify.annotations.NullMarked;
