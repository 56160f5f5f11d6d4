package dev.chatroom.server.config;

import java.nio.file.Path;

/**
 * Where history is kept.
 *
 * @param folder the folder, which is made if there is none
 * @param full whether what anybody has read outlives a loss of power, and not only the end of the process
 */
public record DataConfig(Path folder, boolean full) {}
