package dev.chatroom.server.irc.command;

import dev.chatroom.core.Chat;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.text.Mask;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.irc.client.IrcClient;
import dev.chatroom.server.irc.client.IrcRequest;
import dev.chatroom.server.irc.message.LineSplit;
import dev.chatroom.server.irc.message.Numeric;
import dev.chatroom.server.irc.message.Tags;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What the server tells of itself (modern.ircdocs.horse, Server Queries and Commands). */
final class ServerCommands {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEEE d MMMM uuuu, HH:mm:ss xxx", Locale.ROOT);

    private ServerCommands() {}

    static Next motd(IrcClient client, IrcRequest request) {
        return client.counted(() -> {
            if (isHere(client, request.parameter(0))) {
                showMotd(client);
            }
        });
    }

    static void showMotd(IrcClient client) {
        ServerContext context = client.context();
        String room = "#" + context.room();
        if (context.motd().isEmpty()) {
            client.numericEnding(Numeric.ERR_NOMOTD, Numeric.ERR_NOMOTD.text() + "; people meet in " + room);
            return;
        }
        client.numericEnding(Numeric.RPL_MOTDSTART, "- %s message of the day -".formatted(client.server().name()));
        context.motd().forEach(line -> client.numericEnding(Numeric.RPL_MOTD, "- " + LineSplit.cut(line, 400)));
        client.numericEnding(Numeric.RPL_MOTD, "- People meet in " + room);
        client.numeric(Numeric.RPL_ENDOFMOTD);
    }

    static Next lusers(IrcClient client, IrcRequest request) {
        return client.counted(() -> countUsers(client));
    }

    static void countUsers(IrcClient client) {
        Chat chat = client.chat();
        int users = chat.users();
        int most = chat.mostUsers();
        int invisible = chat.usersWith(UserMode.INVISIBLE);
        client.numericEnding(Numeric.RPL_LUSERCLIENT,
                "There are %d users and %d invisible on 1 servers".formatted(Math.max(0, users - invisible),
                        invisible));
        client.numeric(Numeric.RPL_LUSEROP, Integer.toString(chat.usersWith(UserMode.SERVER_OPERATOR)));
        client.numeric(Numeric.RPL_LUSERUNKNOWN, Integer.toString(chat.newcomers().count()));
        client.numeric(Numeric.RPL_LUSERCHANNELS, Integer.toString(client.view().roomCount()));
        client.numericEnding(Numeric.RPL_LUSERME, "I have %d clients and 0 servers".formatted(users));
        String now = Integer.toString(users);
        client.numericEnding(Numeric.RPL_LOCALUSERS, "Current local users %d, max %d".formatted(users, most), now,
                Integer.toString(most));
        client.numericEnding(Numeric.RPL_GLOBALUSERS, "Current global users %d, max %d".formatted(users, most), now,
                Integer.toString(most));
    }

    static Next version(IrcClient client, IrcRequest request) {
        return client.counted(() -> {
            if (isHere(client, request.parameter(0))) {
                client.numericEnding(Numeric.RPL_VERSION, "a chat room for every client",
                        client.context().version().replace(' ', '-'), client.server().name());
            }
        });
    }

    static Next time(IrcClient client, IrcRequest request) {
        return client.counted(() -> {
            if (isHere(client, request.parameter(0))) {
                ZonedDateTime now = client.context().clock().instant().atZone(client.context().zone());
                client.numericEnding(Numeric.RPL_TIME, TIME.format(now), client.server().name());
            }
        });
    }

    static Next info(IrcClient client, IrcRequest request) {
        return client.counted(() -> {
            if (!isHere(client, request.parameter(0))) {
                return;
            }
            List.of("%s, one room for every client: IRC, telnet, nc".formatted(client.context().version()),
                    "running since " + Tags.time(client.context().startedAt()))
                    .forEach(line -> client.numericEnding(Numeric.RPL_INFO, line));
            client.numeric(Numeric.RPL_ENDOFINFO);
        });
    }

    static Next admin(IrcClient client, IrcRequest request) {
        return client.counted(() -> {
            if (isHere(client, request.parameter(0))) {
                client.numeric(Numeric.ERR_NOADMININFO, client.server().name());
            }
        });
    }

    static Next links(IrcClient client, IrcRequest request) {
        return client.counted(() -> {
            String name = client.server().name();
            client.numericEnding(Numeric.RPL_LINKS, "0 " + client.context().description(), name, name);
            client.numeric(Numeric.RPL_ENDOFLINKS, "*");
        });
    }

    static Next stats(IrcClient client, IrcRequest request) {
        return client.counted(() -> {
            String letter = request.says(0) ? request.parameter(0).substring(0, 1) : "*";
            if (letter.equals("u")) {
                Duration up = Duration.between(client.context().startedAt(), client.context().clock().instant());
                client.numericEnding(Numeric.RPL_STATSUPTIME, "Server Up %d days %d:%02d:%02d".formatted(
                        up.toDays(), up.toHoursPart(), up.toMinutesPart(), up.toSecondsPart()));
            }
            client.numeric(Numeric.RPL_ENDOFSTATS, letter);
        });
    }

    /** Whether a server that is asked for is this one, by its name, a mask, or somebody who is on it. */
    private static boolean isHere(IrcClient client, String server) {
        boolean here = server.isEmpty()
                || Mask.matches(server, client.server().name())
                || client.chat().find(server).isPresent();
        if (!here) {
            client.numeric(Numeric.ERR_NOSUCHSERVER, server);
        }
        return here;
    }
}
