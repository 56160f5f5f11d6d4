package dev.chatroom.server.plain;

import dev.chatroom.core.User;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.DirectMessage;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.server.plain.text.LossText;
import dev.chatroom.server.plain.text.PlainText;

/** What a plain user reads of events that reach this user alone. */
final class PersonalLines {
    private PersonalLines() {}

    /**
     * The line; empty if there is nothing to say.
     *
     * @param conversation learns who spoke to the user last
     */
    static String of(ChatEvent event, User user, Conversation conversation) {
        String who = event.author().nickname().text();
        return switch (event) {
            case DirectMessage told -> {
                String line = PlainText.told(told);
                if (!line.isEmpty()) {
                    conversation.toldBy(who);
                }
                yield line;
            }
            case ChatEvent.Invitation invitation ->
                user.ignores(invitation.author()) ? "" : PlainText.invitation(who, invitation.room());
            case ChatEvent.Announced announced -> PlainText.announced(who, announced.text());
            case ChatEvent.AnnouncedHere announced -> PlainText.announcedHere(who, announced.text());
            case ChatEvent.Expelled expelled -> PlainText.expelled(who, expelled.reason());
            case ChatEvent.Displaced displaced -> LossText.of(displaced.loss(), who);
            case ChatEvent.ContactChanged changed -> "";
            case RoomEvent inRoom -> throw new IllegalArgumentException("not for one user alone: " + inRoom);
        };
    }
}
