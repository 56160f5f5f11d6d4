package dev.chatroom.server.irc.command;

import dev.chatroom.core.User;
import dev.chatroom.core.event.ChatEvent.AnnouncedHere;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.server.access.AddressBans;
import dev.chatroom.server.access.Cloaks;
import dev.chatroom.server.access.OperatorLog;
import dev.chatroom.server.dialect.ExpulsionText;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.irc.client.IrcClient;
import dev.chatroom.server.irc.client.IrcRequest;
import dev.chatroom.server.irc.message.IrcLine;
import dev.chatroom.server.irc.message.Numeric;
import java.util.Optional;

/** What those do who run the server (modern.ircdocs.horse, Operator Messages). */
final class OperatorCommands {
    private OperatorCommands() {}

    static Next oper(IrcClient client, IrcRequest request) {
        User user = client.user();
        if (!client.context().access().hasOperators()) {
            client.numeric(Numeric.ERR_NOOPERHOST);
            return Next.CONTINUE;
        }
        return client.login().attempt(
                () -> client.context().access().tryOperator(
                        Cloaks.addressPart(user.profile().host()), user.address(), request.parameter(0),
                        request.parameter(1)),
                verdict -> {
                    switch (verdict) {
                        case WRONG -> client.numeric(Numeric.ERR_PASSWDMISMATCH);
                        case CROWDED, ADDRESS_CROWDED -> client.numeric(Numeric.RPL_TRYAGAIN, "OPER");
                        case ADMITTED -> makeOperator(client, request.parameter(0));
                    }
                    return Next.CONTINUE;
                });
    }

    private static void makeOperator(IrcClient client, String name) {
        User user = client.user();
        user.set(UserMode.SERVER_OPERATOR, true);
        OperatorLog.admitted(user, name);
        client.numeric(Numeric.RPL_YOUREOPER);
        client.line(IrcLine.from(client.server().name(), "MODE").with(user.nickname().text()).ending("+o"));
    }

    static Next kill(IrcClient client, IrcRequest request) {
        if (isRefused(client)) {
            return Next.CONTINUE;
        }
        Optional<User> user = client.chat().find(request.parameter(0));
        if (user.isEmpty()) {
            client.numeric(Numeric.ERR_NOSUCHNICK, request.parameter(0));
            return Next.CONTINUE;
        }
        User by = client.user();
        String reason = request.parameter(1);
        return client.settle(
                client.chat().moderation().expel(
                        by, user.get(), reason, ExpulsionText.forOthers(by.nickname().text(), reason)),
                "KILL", "", done -> OperatorLog.expelled(by, done));
    }

    static Next wallops(IrcClient client, IrcRequest request) {
        return client.settle(
                client.chat().moderation().announce(client.user(), request.parameter(0), UserMode.WALLOPS),
                "WALLOPS", "", announced -> {
                    if (announced instanceof AnnouncedHere) {
                        client.remark("Only people of this server have read that: it cannot reach the others now");
                    }
                });
    }

    /** Bans an address or a network from the server. */
    static Next dline(IrcClient client, IrcRequest request) {
        if (isRefused(client)) {
            return Next.CONTINUE;
        }
        AddressBans bans = client.context().addressBans();
        String address = request.parameter(0);
        AddressBans.Banning banning = bans.ban(address, client.user().address());
        tell(client, switch (banning) {
            case DONE -> {
                OperatorLog.banned(client.user(), address);
                yield address + " is banned; UNDLINE " + address + " ends that";
            }
            case OWN -> "you come from " + address + " yourself; KILL ends single connections";
            case NO_ADDRESS -> address + " is no address or network, such as 10.1.2.3 or 10.1.0.0/16";
            case TOO_MANY -> "no more addresses can be banned; end other bans with UNDLINE first";
        });
        if (banning == AddressBans.Banning.DONE) {
            client.tellIfNotKept();
        }
        return Next.CONTINUE;
    }

    /** Ends a ban; without one of that address, and without an address, the bans are listed. */
    static Next undline(IrcClient client, IrcRequest request) {
        if (isRefused(client)) {
            return Next.CONTINUE;
        }
        AddressBans bans = client.context().addressBans();
        String address = request.parameter(0);
        if (bans.lift(address)) {
            OperatorLog.lifted(client.user(), address);
            tell(client, address + " is not banned any more");
            client.tellIfNotKept();
        } else {
            tell(client, "banned are: " + (bans.banned().isEmpty() ? "none" : String.join(" ", bans.banned())));
        }
        return Next.CONTINUE;
    }

    private static boolean isRefused(IrcClient client) {
        if (client.user().has(UserMode.SERVER_OPERATOR)) {
            return false;
        }
        client.numeric(Numeric.ERR_NOPRIVILEGES);
        return true;
    }

    private static void tell(IrcClient client, String text) {
        client.line(IrcLine.from(client.server().name(), "NOTICE").with(client.name()).ending(text));
    }
}
