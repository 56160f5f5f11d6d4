/**
 * A load tool: what {@code chatroom bench} measures, and on which server. {@link dev.chatroom.server.bench.plan} has what is to be
 * measured, {@link dev.chatroom.server.bench.load} measures it, and {@link dev.chatroom.server.bench.report} says what was found.
 * It knows servers as any client does, and as processes; it knows nothing of their code.
 */
@NullMarked
package dev.chatroom.server.bench;

import org.jspecify.annotations.NullMarked;
