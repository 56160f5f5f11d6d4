package dev.chatroom.server.irc.message;

import dev.chatroom.core.event.Author;
import java.util.Optional;

/** How others are told who is away (IRCv3 away-notify). */
public final class Away {
    private Away() {}

    /** The reason is absent for somebody who is back. */
    public static String line(Author author, Optional<String> reason) {
        IrcLine line = IrcLine.from(author.hostmask(), "AWAY");
        return reason.isPresent() ? line.ending(text(reason.get())) : line.toString();
    }

    /** The reason; for those who have given none, a word, since clients take an empty text for coming back. */
    public static String text(String reason) {
        return reason.isEmpty() ? "Away" : reason;
    }
}
