package dev.chatroom.server.dialect;

import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.DirectMessage;
import dev.chatroom.core.event.ChatEvent.Message;

/**
 * What IRC clients say to each other by themselves, within messages (CTCP, modern.ircdocs.horse/ctcp). Actions are not
 * among it: they are events of their own here.
 */
public final class Ctcp {
    /** What encloses it. */
    public static final String MARK = "\u0001";

    private Ctcp() {}

    /** Whether what happens is a message for a client, not for a person. */
    public static boolean is(ChatEvent event) {
        return (event instanceof Message message && is(message.text()))
                || (event instanceof DirectMessage told && is(told.text()));
    }

    /** Whether what is said is for a client, not for a person. */
    public static boolean is(String text) {
        return text.startsWith(MARK);
    }
}
