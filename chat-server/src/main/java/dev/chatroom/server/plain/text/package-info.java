/**
 * The words that plain readers are shown, and the lines of events: functions without state. It knows no connection and carries
 * nothing out.
 */
@NullMarked
package dev.chatroom.server.plain.text;

import org.jspecify.annotations.NullMarked;
