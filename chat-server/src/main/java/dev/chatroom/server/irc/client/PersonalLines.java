package dev.chatroom.server.irc.client;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.ContactChanged;
import dev.chatroom.core.event.ChatEvent.DirectMessage;
import dev.chatroom.core.event.ChatEvent.Displaced;
import dev.chatroom.core.event.ChatEvent.Expelled;
import dev.chatroom.core.event.ChatEvent.Invitation;
import dev.chatroom.core.event.Loss;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.server.irc.message.Away;
import dev.chatroom.server.irc.message.Capability;
import dev.chatroom.server.irc.message.IrcEncoding;
import dev.chatroom.server.irc.message.IrcLine;
import dev.chatroom.server.irc.message.MessageLines;
import dev.chatroom.server.irc.message.Numeric;
import dev.chatroom.server.irc.message.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What reaches one client alone, in the words of IRC; without the ends of lines. */
public final class PersonalLines {
    private static final String MEANWHILE = "while the servers could not reach each other";

    private PersonalLines() {}

    /** A message, as its recipient is shown it, and its sender who wants an echo. */
    public static List<String> told(DirectMessage told, IrcEncoding encoding) {
        if (told.kind() == OutgoingMessage.Kind.TAGGED && !encoding.tags()) {
            return List.of();
        }
        String id = encoding.tags() ? Tags.id(told.id()) : "";
        String clientTags = encoding.tags() ? told.tags().toString() : "";
        List<String> tagged = new ArrayList<>();
        for (String line : MessageLines.of(
                told.author(), told.recipient().nickname().text(), told.kind(), told.text())) {
            tagged.add(Tags.line(encoding, told.at(), id, clientTags, "") + line);
            id = "";
            clientTags = "";
        }
        return tagged;
    }

    public static String invitation(Invitation invitation, String nick, IrcEncoding encoding) {
        return Tags.line(encoding, invitation.at(), "", "", "")
                + IrcLine.from(invitation.author().hostmask(), "INVITE").with(nick).with("#" + invitation.room());
    }

    /**
     * As clients know it that listen to operators. The others, who are told it all the same, read a notice by the server:
     * by a user, it would look as if it were for them alone.
     */
    public static String announced(ChatEvent announced, String whom, String text, IrcClient client) {
        Author author = announced.author();
        String line = client.user().has(UserMode.WALLOPS)
                ? IrcLine.from(author.hostmask(), "WALLOPS").ending(text)
                : IrcLine.from(client.server().name(), "NOTICE").with(client.name())
                        .ending("%s, from %s: %s".formatted(whom, author.nickname(), text));
        return Tags.line(client.encoding(), announced.at(), "", "", "") + line;
    }

    public static String expelled(Expelled expelled, String nick) {
        return IrcLine.from(expelled.author().hostmask(), "KILL").with(nick).ending(reason(expelled));
    }

    /** As clients close their windows with it (modern.ircdocs.horse, KILL message). */
    public static String killed(Expelled expelled) {
        return "Killed (%s (%s))".formatted(expelled.author().nickname(), reason(expelled));
    }

    private static String reason(Expelled expelled) {
        return expelled.reason().isBlank() ? "no reason given" : expelled.reason();
    }

    /** The client's own name has changed; for a client that has not been told so by a room. */
    public static String renamed(Displaced displaced, Nickname now, IrcEncoding encoding) {
        return Tags.line(encoding, displaced.at(), "", "", "")
                + IrcLine.from(displaced.author().hostmask(), "NICK").ending(now.text());
    }

    /** Why the client is called as a guest is. */
    public static String nameLost(Displaced displaced, IrcClient client) {
        return Tags.line(client.encoding(), displaced.at(), "", "", "")
                + IrcLine.from(client.server().name(), "NOTICE").with(client.name())
                        .ending("Somebody took the nickname %s %s; /nick takes another"
                                .formatted(displaced.author().nickname(), MEANWHILE));
    }

    /** The client is in a room no more, and closes its window. */
    public static String placeLost(Displaced displaced, Loss.Place place, IrcClient client) {
        String why = switch (place.reason()) {
            case BANNED -> "you are banned (+b)";
            case INVITE_ONLY -> "it takes only people who are invited (+i)";
            case KEY -> "it has a key (+k)";
            case FULL -> "it is full (+l)";
            case ENDED -> "it has ended";
        };
        return Tags.line(client.encoding(), displaced.at(), "", "", "")
                + IrcLine.from(client.server().name(), "KICK").with("#" + place.room()).with(client.name())
                        .ending("You fell out " + MEANWHILE + ", and cannot come back: " + why);
    }

    /** What is told of somebody who is followed (IRCv3 monitor and extended-monitor); empty if nothing. */
    public static String contactChanged(ContactChanged changed, IrcClient client) {
        Author who = changed.author();
        boolean more = client.has(Capability.EXTENDED_MONITOR);
        String tags = Tags.line(client.encoding(), changed.at(), "", "", "");
        return switch (changed.change()) {
            case CAME -> client.numericLine(Numeric.RPL_MONONLINE, who.hostmask());
            case WENT -> client.numericLine(Numeric.RPL_MONOFFLINE, who.nickname().text());
            case AWAY -> more && client.encoding().away() ? tags + Away.line(who, Optional.of(changed.detail())) : "";
            case BACK -> more && client.encoding().away() ? tags + Away.line(who, Optional.empty()) : "";
            case REAL_NAME -> more && client.encoding().realNames()
                    ? tags + IrcLine.from(who.hostmask(), "SETNAME").ending(changed.detail())
                    : "";
            case HOST -> more && client.encoding().hosts()
                    ? tags + IrcLine.from(who.hostmask(), "CHGHOST").toString() + ' '
                            + changed.detail().replace('@', ' ')
                    : "";
        };
    }
}
