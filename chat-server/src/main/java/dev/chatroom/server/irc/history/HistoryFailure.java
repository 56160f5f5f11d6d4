package dev.chatroom.server.irc.history;

import dev.chatroom.core.store.UnreadableHistoryException.Reason;
import dev.chatroom.server.irc.client.IrcClient;

/** What a client is told that asked for something that cannot be read now. */
public final class HistoryFailure {
    private HistoryFailure() {}

    /** Ends the answer to a command. */
    public static void tell(IrcClient client, String command, Reason why) {
        String text = switch (why) {
            case TOO_SLOW -> "That takes too long to look for; use rarer words, or less time";
            case BUSY -> "Too many are looking things up; try again in a moment";
            case UNSEARCHABLE -> "Nobody can search until the server has been started anew";
            case BROKEN -> "The history cannot be read at the moment; try again later";
        };
        // The codes are those of draft/chathistory and of soju.im/search.
        client.fail(command, command.equals("CHATHISTORY") ? "MESSAGE_ERROR" : "INTERNAL_ERROR", text);
    }
}
