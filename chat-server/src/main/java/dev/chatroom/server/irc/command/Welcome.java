package dev.chatroom.server.irc.command;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.server.irc.client.IrcClient;
import dev.chatroom.server.irc.client.IrcServer;
import dev.chatroom.server.irc.history.HistoryCommand;
import dev.chatroom.server.irc.message.IrcLine;
import dev.chatroom.server.irc.message.ModeLetters;
import dev.chatroom.server.irc.message.NoticeText;
import dev.chatroom.server.irc.message.Numeric;
import dev.chatroom.server.irc.message.Tags;
import java.util.List;

/** What a client is told when it has been let in (modern.ircdocs.horse, Connection Registration, RPL_ISUPPORT). */
final class Welcome {
    private static final int TOKENS_A_LINE = 12;

    private Welcome() {}

    static void give(IrcClient client) {
        IrcServer server = client.server();
        String nick = client.user().nickname().text();
        client.numericEnding(Numeric.RPL_WELCOME,
                "Welcome to the %s network, %s".formatted(server.network(), client.user().asAuthor().hostmask()));
        client.numericEnding(Numeric.RPL_YOURHOST,
                "Your host is %s, running %s".formatted(server.name(), server.context().version()));
        client.numericEnding(Numeric.RPL_CREATED,
                "This server was started at " + Tags.time(server.context().startedAt()));
        client.numericWords(Numeric.RPL_MYINFO, server.name(), server.context().version().replace(' ', '-'),
                "BZiotw", ModeLetters.ALL_OF_CHANNELS, "Ibeklov");
        isupport(client);
        ServerCommands.countUsers(client);
        ServerCommands.showMotd(client);
        client.context().trouble().get().ifPresent(notice -> client.line(
                IrcLine.from(server.name(), "NOTICE").with(nick).ending(NoticeText.of(notice))));
        if (!client.user().modes().isEmpty()) {
            client.line(IrcLine.from(nick, "MODE").with(nick).ending(ModeLetters.of(client.user().modes())));
        }
    }

    private static void isupport(IrcClient client) {
        List<String> tokens = tokens(client.server());
        for (int from = 0; from < tokens.size(); from += TOKENS_A_LINE) {
            List<String> some = tokens.subList(from, Math.min(tokens.size(), from + TOKENS_A_LINE));
            client.numeric(Numeric.RPL_ISUPPORT, some.toArray(String[]::new));
        }
    }

    static List<String> tokens(IrcServer server) {
        return List.of(
                "AWAYLEN=" + server.limit(Limit.REASON),
                "BOT=B",
                "CASEMAPPING=ascii",
                "CHANLIMIT=#:" + server.limit(Limit.ROOMS_PER_USER),
                "CHANMODES=" + ModeLetters.CHANMODES,
                "CHANNELLEN=" + (1 + server.limit(Limit.ROOM_NAME)),
                "CHANTYPES=#",
                "CHATHISTORY=" + HistoryCommand.MOST,
                "ELIST=CMNTU",
                "EXCEPTS=e",
                "EXTBAN=" + ModeLetters.EXTBAN,
                "INVEX=I",
                "KEYLEN=" + server.limit(Limit.KEY),
                "KICKLEN=" + server.limit(Limit.REASON),
                "MAXLIST=Ibe:" + server.limit(Limit.MASKS),
                "MODES=" + ModeCommand.MOST_CHANGES,
                "MONITOR=" + server.limit(Limit.CONTACTS),
                "MSGREFTYPES=msgid,timestamp",
                "NAMELEN=" + server.limit(Limit.REAL_NAME),
                "NETWORK=" + server.network(),
                "NICKLEN=" + server.limit(Limit.NICKNAME),
                "PREFIX=(ov)@+",
                "SAFELIST",
                "STATUSMSG=@+",
                ("TARGMAX=NAMES:%1$d,LIST:%2$d,KICK:%1$d,WHOIS:1,PRIVMSG:%1$d,NOTICE:%1$d,TAGMSG:%1$d,MONITOR:,"
                        + "JOIN:,PART:").formatted(Messages.MOST_TARGETS, ListCommand.MOST_ELEMENTS),
                "TOPICLEN=" + server.limit(Limit.TOPIC),
                "USERLEN=20",
                "UTF8ONLY",
                "WHOX");
    }
}
