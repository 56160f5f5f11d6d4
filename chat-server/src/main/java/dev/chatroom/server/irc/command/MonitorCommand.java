package dev.chatroom.server.irc.command;

import dev.chatroom.core.User;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Refused;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.irc.client.IrcClient;
import dev.chatroom.server.irc.client.IrcRequest;
import dev.chatroom.server.irc.message.LineSplit;
import dev.chatroom.server.irc.message.Numeric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Following the coming and going of others (IRCv3 monitor). */
final class MonitorCommand {
    private MonitorCommand() {}

    static Next monitor(IrcClient client, IrcRequest request) {
        return client.counted(() -> {
            switch (request.parameter(0).toUpperCase(Locale.ROOT)) {
                case "+" -> follow(client, request.list(1));
                case "-" -> {
                    for (String nick : request.list(1)) {
                        client.chat().watchList().unfollow(client.user(), nick);
                    }
                }
                case "C" -> client.chat().watchList().clear(client.user());
                case "L" -> {
                    lines(client, Numeric.RPL_MONLIST, client.chat().watchList().of(client.user()));
                    client.numeric(Numeric.RPL_ENDOFMONLIST);
                }
                case "S" -> status(client, client.chat().watchList().of(client.user()));
                default -> client.numericEnding(
                        Numeric.ERR_UNKNOWNERROR, "Unknown subcommand", "MONITOR", request.parameter(0));
            }
        });
    }

    private static void follow(IrcClient client, String[] nicks) {
        List<String> followed = new ArrayList<>();
        for (int i = 0; i < nicks.length; i++) {
            if (nicks[i].isEmpty() || nicks[i].chars().anyMatch(c -> c == '*' || c == '!' || c == '?')) {
                continue;
            }
            Outcome<String> outcome = client.chat().watchList().follow(client.user(), nicks[i]);
            if (outcome instanceof Refused<String>) {
                status(client, followed);
                String rest = String.join(",", List.of(nicks).subList(i, nicks.length));
                client.settle(outcome, "MONITOR", rest, done -> {
                });
                return;
            }
            followed.add(nicks[i]);
        }
        status(client, followed);
    }

    private static void status(IrcClient client, List<String> nicks) {
        List<String> online = new ArrayList<>();
        List<String> offline = new ArrayList<>();
        for (String nick : nicks) {
            client.chat().find(nick).map(User::asAuthor).ifPresentOrElse(
                    author -> online.add(author.hostmask()), () -> offline.add(nick));
        }
        lines(client, Numeric.RPL_MONONLINE, online);
        lines(client, Numeric.RPL_MONOFFLINE, offline);
    }

    /** Names with commas between them, in as many lines as it takes. */
    private static void lines(IrcClient client, Numeric numeric, List<String> names) {
        LineSplit.join(names, ",", client.spaceBehind(numeric)).forEach(some -> client.numericEnding(numeric, some));
    }
}
