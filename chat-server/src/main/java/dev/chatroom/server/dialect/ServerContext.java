package dev.chatroom.server.dialect;

import dev.chatroom.core.Chat;
import dev.chatroom.server.access.Access;
import dev.chatroom.server.access.AddressBans;
import dev.chatroom.server.access.Cloaks;
import dev.chatroom.server.access.Operators;
import dev.chatroom.server.pace.SenderRates;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What all connections of a server have in common, as far as a dialect needs to know it.
 *
 * @param chat the chat
 * @param name what the server calls itself
 * @param description what the server is for, in a line
 * @param motd the message of the day, a line each; may be empty
 * @param room the room into which newcomers come
 * @param historyShown how many recent messages they are shown
 * @param maxLine how many bytes of a line are taken
 * @param zone the time zone in which times are shown
 * @param clock tells which day is today
 * @param access who may come in, and who runs the server
 * @param addressBans from where nobody may
 * @param cloaks what is shown of where people come from
 * @param senderRates how fast scripts may send that connect anew for each line
 * @param version what the program is called, with its version
 * @param startedAt since when the server runs
 * @param trouble what everybody has been told about the server and holds still, for those who come in; quick
 * @param renderCaches the lines of rooms as many connections read them
 */
public record ServerContext(
        Chat chat,
        String name,
        String description,
        List<String> motd,
        String room,
        int historyShown,
        int maxLine,
        ZoneId zone,
        Clock clock,
        Access access,
        AddressBans addressBans,
        Cloaks cloaks,
        SenderRates senderRates,
        String version,
        Instant startedAt,
        Supplier<Optional<Notice>> trouble,
        RenderCaches renderCaches) {

    /** So many messages are shown to those who ask without a number where newcomers are shown none. */
    private static final int SHOWN_WHEN_ASKED = 20;

    /** A house that is open to everybody, and run by nobody. */
    public ServerContext(
            Chat chat, String name, List<String> motd, String room, int historyShown, int maxLine, ZoneId zone,
            Clock clock) {
        this(chat, name, "a chat room", motd, room, historyShown, maxLine, zone, clock,
                new Access(Optional.empty(), Operators.none(), clock, Access.STANDARD_GUESSES), AddressBans.NONE,
                Cloaks.NONE, new SenderRates(chat.limits(), clock), "chatroom", clock.instant(),
                Optional::empty, new RenderCaches());
    }

    /** How many messages are shown to somebody who asks for what was said, without a number. */
    public int shownWhenAsked() {
        return historyShown == 0 ? SHOWN_WHEN_ASKED : historyShown;
    }
}
