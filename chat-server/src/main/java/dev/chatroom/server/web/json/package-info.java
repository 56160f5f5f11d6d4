/** The chat's events as JSON, and how JSON is written and read here. */
@NullMarked
package dev.chatroom.server.web.json;

import org.jspecify.annotations.NullMarked;
