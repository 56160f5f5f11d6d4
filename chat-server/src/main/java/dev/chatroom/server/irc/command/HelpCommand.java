package dev.chatroom.server.irc.command;

import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.irc.client.IrcClient;
import dev.chatroom.server.irc.client.IrcRequest;
import dev.chatroom.server.irc.message.LineSplit;
import dev.chatroom.server.irc.message.Numeric;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What can be asked for (modern.ircdocs.horse, HELP). */
final class HelpCommand {
    private static final Map<String, String> USAGES = usages();

    private HelpCommand() {}

    static Next help(IrcClient client, IrcRequest request) {
        return client.counted(() -> {
            String subject = request.parameter(0).toUpperCase(Locale.ROOT);
            if (subject.isEmpty()) {
                show(client, "*", "Commands:", List.copyOf(USAGES.values()));
            } else if (USAGES.containsKey(subject)) {
                show(client, subject, "How it is written:", List.of(USAGES.get(subject)));
            } else {
                client.numeric(Numeric.ERR_HELPNOTFOUND, LineSplit.cut(subject.replace(' ', '_'), 64));
            }
        });
    }

    private static void show(IrcClient client, String subject, String title, List<String> lines) {
        client.numericEnding(Numeric.RPL_HELPSTART, title, subject);
        lines.forEach(line -> client.numericEnding(Numeric.RPL_HELPTXT, line, subject));
        client.numericEnding(Numeric.RPL_ENDOFHELP, "That is all", subject);
    }

    private static Map<String, String> usages() {
        Map<String, String> usages = new LinkedHashMap<>();
        for (String usage : List.of(
                "JOIN #channel[,#channel...] [key[,key...]]", "PART #channel[,#channel...] [:reason]",
                "PRIVMSG target[,target...] :text", "NOTICE target[,target...] :text", "TAGMSG target[,target...]",
                "TOPIC #channel [:text]", "NAMES #channel", "LIST [#channel|mask|condition...]",
                "INVITE nick #channel", "KICK #channel nick[,nick...] [:reason]",
                "MODE #channel [+-beIiklmnostv [parameters]]", "NICK nick", "AWAY [:reason]", "SETNAME :name",
                "WHO mask [o|%fields[,token]]", "WHOIS nick", "WHOWAS nick [count]", "USERHOST nick...", "ISON nick...",
                "MONITOR +|-|C|L|S [nick[,nick...]]",
                "CHATHISTORY LATEST|BEFORE|AFTER|AROUND|BETWEEN|TARGETS target reference... limit",
                "SEARCH words or key=value[;key=value...]", "REDACT #channel msgid [:reason]",
                "MOTD", "LUSERS", "VERSION", "TIME", "INFO", "ADMIN", "HELP [command]", "OPER name secret",
                "KILL nick :reason", "WALLOPS :text", "DLINE address[/bits]", "UNDLINE [address]",
                "QUIT [:reason]")) {
            usages.put(usage.replaceFirst(" .*", ""), usage);
        }
        return Collections.unmodifiableMap(usages);
    }
}
