/**
 * The load: many clients on one thread, which send marked lines to each other through a server and account for every delivery.
 * It knows the plan and makes findings, but words none, and starts no server.
 *
 * <p>{@link Run} leads through the phases; {@link EventLoop} reads and writes, and between its turns asks an
 * {@link Activity} what to do next. Each read goes through {@link MarkScanner} to {@link Reception}, and from there to
 * {@link Ledger} (what came, and how often), {@link dev.chatroom.server.bench.report.Histogram} (how late) and
 * {@link SendWindows} (who may send again). All of that belongs to the thread that calls {@link Run#measure}; nothing on it is
 * shared, and nothing is allocated per delivery.
 */
@NullMarked
package dev.chatroom.server.bench.load;

import org.jspecify.annotations.NullMarked;
