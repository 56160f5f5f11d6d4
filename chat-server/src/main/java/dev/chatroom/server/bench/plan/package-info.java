/**
 * What is to be measured, who is told how far it is, and why it could not be measured. It knows neither how the load is made nor
 * what is found.
 */
@NullMarked
package dev.chatroom.server.bench.plan;

import org.jspecify.annotations.NullMarked;
