package dev.chatroom.server.irc.command;

import dev.chatroom.core.User;
import dev.chatroom.core.event.FormerUser;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.irc.client.IrcClient;
import dev.chatroom.server.irc.client.IrcRequest;
import dev.chatroom.server.irc.message.Away;
import dev.chatroom.server.irc.message.EventLines;
import dev.chatroom.server.irc.message.LineSplit;
import dev.chatroom.server.irc.message.ModeLetters;
import dev.chatroom.server.irc.message.Numeric;
import dev.chatroom.server.irc.message.Tags;
import dev.chatroom.server.pace.LongAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who somebody is, or was (modern.ircdocs.horse, WHOIS and WHOWAS). */
final class WhoisCommand {
    private static final int FORMER_PER_UNIT = 8;

    private WhoisCommand() {}

    /** The first of two parameters names a server, of which there is only this one. */
    static Next whois(IrcClient client, IrcRequest request) {
        String nick = request.has(1) ? request.parameter(1) : request.parameter(0);
        if (nick.isEmpty()) {
            client.numeric(Numeric.ERR_NONICKNAMEGIVEN);
            return Next.CONTINUE;
        }
        return client.counted(() -> {
            Optional<User> user = client.chat().find(nick);
            user.ifPresentOrElse(one -> show(client, one), () -> client.numeric(Numeric.ERR_NOSUCHNICK, nick));
            client.numeric(Numeric.RPL_ENDOFWHOIS, user.map(one -> one.nickname().text()).orElse(nick));
        });
    }

    private static void show(IrcClient client, User user) {
        String nick = user.nickname().text();
        Profile profile = user.profile();
        boolean asksOperator = client.user().has(UserMode.SERVER_OPERATOR);
        client.numericEnding(
                Numeric.RPL_WHOISUSER, EventLines.realName(user.asAuthor()), nick, profile.username(), profile.host(),
                "*");
        LineSplit.join(channels(client, user), " ", client.spaceBehind(Numeric.RPL_WHOISCHANNELS, nick))
                .forEach(some -> client.numericEnding(Numeric.RPL_WHOISCHANNELS, some, nick));
        String node = client.view().nodeOf(user);
        client.numericEnding(
                Numeric.RPL_WHOISSERVER, node.isEmpty() ? client.context().description() : "on node " + node, nick,
                client.server().name());
        user.away().ifPresent(reason -> client.numericEnding(Numeric.RPL_AWAY, Away.text(reason), nick));
        if (user.has(UserMode.SERVER_OPERATOR)) {
            client.numeric(Numeric.RPL_WHOISOPERATOR, nick);
        }
        if (user.has(UserMode.BOT)) {
            client.numeric(Numeric.RPL_WHOISBOT, nick);
        }
        if (user.has(UserMode.ENCRYPTED)) {
            client.numeric(Numeric.RPL_WHOISSECURE, nick);
        }
        if (asksOperator || user == client.user()) {
            client.numericEnding(Numeric.RPL_WHOISACTUALLY, "is actually using host", nick, user.address());
        }
        if (asksOperator) {
            client.numericEnding(Numeric.RPL_WHOISMODES, "is using modes " + ModeLetters.of(user.modes()), nick);
        }
        client.numeric(Numeric.RPL_WHOISIDLE, nick, Long.toString(idleSeconds(client, user)),
                Long.toString(user.enteredAt().getEpochSecond()));
    }

    /** For how long somebody has said nothing. */
    static long idleSeconds(IrcClient client, User user) {
        return Math.max(0, Duration.between(user.activeAt(), client.context().clock().instant()).toSeconds());
    }

    /** The rooms that the client may know of. */
    private static List<String> channels(IrcClient client, User user) {
        return client.view().membershipsOf(user).stream()
                .map(membership -> ModeLetters.signs(membership.ranks(), true) + "#" + membership.room().name())
                .toList();
    }

    static Next whowas(IrcClient client, IrcRequest request) {
        String nick = request.parameter(0);
        if (nick.isEmpty()) {
            client.numeric(Numeric.ERR_NONICKNAMEGIVEN);
            return Next.CONTINUE;
        }
        List<FormerUser> former = client.chat().former(nick);
        int most = request.parameter(1).matches("[1-9][0-9]{0,6}")
                ? Integer.parseInt(request.parameter(1))
                : Integer.MAX_VALUE;
        return client.atLength(LongAnswer.over(
                former.stream().limit(most).iterator(), FORMER_PER_UNIT, one -> {
                    Profile profile = one.author().profile();
                    String name = one.author().nickname().text();
                    client.numericEnding(
                            Numeric.RPL_WHOWASUSER, EventLines.realName(one.author()), name, profile.username(),
                            profile.host(), "*");
                    client.numericEnding(
                            Numeric.RPL_WHOISSERVER, Tags.time(one.until()), name, client.server().name());
                },
                () -> {
                    if (former.isEmpty()) {
                        client.numeric(Numeric.ERR_WASNOSUCHNICK, nick);
                    }
                    client.numeric(Numeric.RPL_ENDOFWHOWAS, nick);
                }));
    }
}
