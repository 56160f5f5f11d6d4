package dev.chatroom.core;

import java.time.Instant;

/**
 * A mask on a room's list.
 *
 * @param mask as {@link Mask#complete} writes it
 * @param setBy who put it there, as they were called then
 * @param at when
 */
public record MaskEntry(String mask, Author setBy, Instant at) {}
