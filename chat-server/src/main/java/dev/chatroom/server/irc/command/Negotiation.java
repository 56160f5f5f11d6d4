package dev.chatroom.server.irc.command;

import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.irc.client.IrcClient;
import dev.chatroom.server.irc.client.IrcRequest;
import dev.chatroom.server.irc.message.Capability;
import dev.chatroom.server.irc.message.IrcLine;
import dev.chatroom.server.irc.message.LineSplit;
import dev.chatroom.server.irc.message.Numeric;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Choosing capabilities (IRCv3 capability-negotiation 3.2). */
final class Negotiation {
    private Negotiation() {}

    static Next cap(IrcClient client, IrcRequest request) {
        boolean registered = client.registration().isDone();
        switch (request.parameter(0).toUpperCase(Locale.ROOT)) {
            case "LS" -> {
                hold(client, !registered);
                String all = Arrays.stream(Capability.values()).map(Capability::word).collect(Collectors.joining(" "));
                client.line(capLine(client, "LS").ending(all));
            }
            case "LIST" -> client.line(capLine(client, "LIST").ending(
                    client.capabilities().stream().map(Capability::word).sorted().collect(Collectors.joining(" "))));
            case "REQ" -> {
                hold(client, !registered);
                request(client, request.parameter(1));
            }
            case "END" -> {
                if (!registered) {
                    client.registration().setNegotiating(false);
                    return RegistrationCommands.complete(client);
                }
            }
            default -> client.numeric(Numeric.ERR_INVALIDCAPCMD, LineSplit.cut(request.parameter(0), 64));
        }
        return Next.CONTINUE;
    }

    /** Who negotiates is not registered before it ends that. */
    private static void hold(IrcClient client, boolean held) {
        if (held) {
            client.registration().setNegotiating(true);
        }
    }

    /** All of them, or none. */
    private static void request(IrcClient client, String wanted) {
        EnumSet<Capability> changed = client.capabilitiesCopy();
        for (String word : wanted.strip().split(" +", -1)) {
            Capability capability = named(word);
            if (capability == null && !word.isEmpty()) {
                client.line(capLine(client, "NAK").ending(wanted));
                return;
            }
            if (capability != null) {
                boolean unused = word.startsWith("-") ? changed.remove(capability) : changed.add(capability);
            }
        }
        client.setCapabilities(changed);
        client.line(capLine(client, "ACK").ending(wanted));
    }

    private static @Nullable Capability named(String word) {
        return Capability.of(word.startsWith("-") ? word.substring(1) : word);
    }

    private static IrcLine capLine(IrcClient client, String subcommand) {
        return IrcLine.from(client.server().name(), "CAP").with(client.name()).with(subcommand);
    }
}
