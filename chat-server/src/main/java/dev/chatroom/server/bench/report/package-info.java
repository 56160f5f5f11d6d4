/** What a measurement has found, as figures, in words and for machines. It knows the plan, but not how anything was measured. */
@NullMarked
package dev.chatroom.server.bench.report;

import org.jspecify.annotations.NullMarked;
