package dev.chatroom.server.irc.command;

import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.irc.client.IrcClient;
import dev.chatroom.server.irc.client.IrcCommand;
import dev.chatroom.server.irc.client.IrcRequest;
import dev.chatroom.server.irc.client.ReadMarkers;
import dev.chatroom.server.irc.history.HistoryCommand;
import dev.chatroom.server.irc.history.SearchCommand;
import dev.chatroom.server.irc.message.LineSplit;
import dev.chatroom.server.irc.message.Numeric;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** All commands by their names, with how many parameters each needs, and whether one has to be registered. */
public final class CommandTable {
    /**
     * How a command is called.
     *
     * @param leastParameters with less it is refused
     * @param anytime whether it can be given before the client is registered
     */
    record Entry(IrcCommand command, int leastParameters, boolean anytime) {}

    public static final Map<String, Entry> COMMANDS = all();

    /** All others come after what their user has said before. */
    private static final Set<String> SPEECH = Set.of("PRIVMSG", "NOTICE", "TAGMSG");

    private CommandTable() {}

    public static Next run(IrcClient client, IrcRequest request) {
        Entry entry = COMMANDS.get(request.command());
        if (entry == null) {
            return unknown(client, request);
        }
        boolean registered = client.registration().isDone();
        if (!registered && !entry.anytime()) {
            client.numeric(Numeric.ERR_NOTREGISTERED);
            return Next.CONTINUE;
        }
        if (!request.has(entry.leastParameters() - 1)) {
            client.numeric(Numeric.ERR_NEEDMOREPARAMS, request.command());
            return Next.CONTINUE;
        }
        if (!SPEECH.contains(request.command())) {
            client.user().awaitPlaces();
        }
        return entry.command().run(client, request);
    }

    private static Next unknown(IrcClient client, IrcRequest request) {
        if (!client.registration().isDone()) {
            client.numeric(Numeric.ERR_NOTREGISTERED);
            return Next.CONTINUE;
        }
        return client.counted(() -> client.numeric(Numeric.ERR_UNKNOWNCOMMAND,
                LineSplit.cut(request.command().replace(':', '_'), 64)));
    }

    private static Map<String, Entry> all() {
        Map<String, Entry> commands = new HashMap<>();
        anytime(commands, "CAP", 1, Negotiation::cap);
        anytime(commands, "NICK", 0, RegistrationCommands::nick);
        anytime(commands, "USER", 4, RegistrationCommands::user);
        anytime(commands, "PASS", 1, RegistrationCommands::pass);
        anytime(commands, "PING", 1, RegistrationCommands::ping);
        anytime(commands, "PONG", 0, (client, request) -> Next.CONTINUE);
        anytime(commands, "QUIT", 0, RegistrationCommands::quit);

        put(commands, "JOIN", 1, Channels::join);
        put(commands, "PART", 1, Channels::part);
        put(commands, "TOPIC", 1, Channels::topic);
        put(commands, "INVITE", 0, Channels::invite);
        put(commands, "KICK", 2, Channels::kick);
        put(commands, "NAMES", 0, NamesCommand::names);
        put(commands, "LIST", 0, ListCommand::list);
        put(commands, "MODE", 1, ModeCommand::mode);

        put(commands, "PRIVMSG", 0, Messages::privmsg);
        put(commands, "NOTICE", 0, Messages::notice);
        put(commands, "TAGMSG", 0, Messages::tagmsg);

        put(commands, "WHO", 0, WhoCommand::who);
        put(commands, "WHOIS", 0, WhoisCommand::whois);
        put(commands, "WHOWAS", 0, WhoisCommand::whowas);
        put(commands, "USERHOST", 1, UserCommands::userhost);
        put(commands, "ISON", 1, UserCommands::ison);
        put(commands, "AWAY", 0, UserCommands::away);
        put(commands, "SETNAME", 1, UserCommands::setname);
        put(commands, "MONITOR", 1, MonitorCommand::monitor);
        put(commands, "REDACT", 2, RedactCommand::redact);
        put(commands, "MARKREAD", 0, ReadMarkers::markread);
        put(commands, "CHATHISTORY", 1, HistoryCommand::chathistory);
        put(commands, "SEARCH", 0, SearchCommand::search);

        serverCommands((name, command) -> put(commands, name, 0, command));
        put(commands, "OPER", 2, OperatorCommands::oper);
        put(commands, "KILL", 1, OperatorCommands::kill);
        put(commands, "WALLOPS", 1, OperatorCommands::wallops);
        put(commands, "DLINE", 1, OperatorCommands::dline);
        put(commands, "UNDLINE", 0, OperatorCommands::undline);
        return Map.copyOf(commands);
    }

    private static void serverCommands(BiConsumer<String, IrcCommand> put) {
        put.accept("MOTD", ServerCommands::motd);
        put.accept("LUSERS", ServerCommands::lusers);
        put.accept("VERSION", ServerCommands::version);
        put.accept("TIME", ServerCommands::time);
        put.accept("INFO", ServerCommands::info);
        put.accept("ADMIN", ServerCommands::admin);
        put.accept("LINKS", ServerCommands::links);
        put.accept("STATS", ServerCommands::stats);
        put.accept("HELP", HelpCommand::help);
        put.accept("HELPOP", HelpCommand::help);
    }

    private static void put(Map<String, Entry> commands, String name, int leastParameters, IrcCommand command) {
        commands.put(name, new Entry(command, leastParameters, false));
    }

    private static void anytime(Map<String, Entry> commands, String name, int leastParameters, IrcCommand command) {
        commands.put(name, new Entry(command, leastParameters, true));
    }
}
