package dev.chatroom.server.irc.command;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.server.access.Cloaks;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.irc.client.IrcClient;
import dev.chatroom.server.irc.client.IrcRequest;
import dev.chatroom.server.irc.client.Registration;
import dev.chatroom.server.irc.message.IrcLine;
import dev.chatroom.server.irc.message.LineSplit;
import dev.chatroom.server.irc.message.Numeric;

/** Saying who one is, from the first line to the last (modern.ircdocs.horse, Connection Messages). */
final class RegistrationCommands {
    private static final int MOST_USERNAME = 20;

    private RegistrationCommands() {}

    static Next nick(IrcClient client, IrcRequest request) {
        if (!request.says(0)) {
            client.numeric(Numeric.ERR_NONICKNAMEGIVEN);
            return Next.CONTINUE;
        }
        return client.registration().isDone()
                ? rename(client, request.parameter(0))
                : want(client, request.parameter(0));
    }

    /** Nobody holds a name before being let in, nor learns who is inside before saying the password. */
    private static Next want(IrcClient client, String name) {
        Registration registration = client.registration();
        boolean outsider = client.context().access().asksForPassword() && !registration.isAdmitted();
        Outcome<Nickname> wanted = outsider
                ? client.chat().newcomers().check(client.user(), name)
                : client.chat().newcomers().checkFree(client.user(), name);
        Next next = client.settle(wanted, "NICK", name, nickname -> registration.setNick(nickname.text()));
        return next instanceof Next.Continue ? complete(client) : next;
    }

    private static Next rename(IrcClient client, String name) {
        Author before = client.user().asAuthor();
        return client.settle(client.chat().rename(client.user(), name), "NICK", name,
                nickname -> renamed(client, before, nickname));
    }

    private static void renamed(IrcClient client, Author before, Nickname nickname) {
        boolean changed = !before.nickname().equals(nickname);
        if (changed) {
            client.work().chargeRooms(client.user().memberships().size());
        }
        if (changed && client.user().memberships().isEmpty()) {
            client.line(IrcLine.from(before.hostmask(), "NICK").ending(nickname.text()));
        } else if (changed) {
            // The rooms' histories tell the client like everybody else, in their order.
            client.replies().answeredByEvent();
        }
    }

    static Next user(IrcClient client, IrcRequest request) {
        if (client.registration().isDone()) {
            client.numeric(Numeric.ERR_ALREADYREGISTERED);
            return Next.CONTINUE;
        }
        if (!request.says(0) || !request.says(3)) {
            client.numeric(Numeric.ERR_NEEDMOREPARAMS, "USER");
            return Next.CONTINUE;
        }
        String name = request.parameter(0).replaceAll("[^\\p{L}\\p{N}_.~-]", "");
        String realName = LineSplit.cut(request.parameter(3), client.server().limit(Limit.REAL_NAME));
        client.registration().userGiven(name.isEmpty() ? "user" : LineSplit.cut(name, MOST_USERNAME), realName);
        return complete(client);
    }

    static Next pass(IrcClient client, IrcRequest request) {
        if (client.registration().isDone()) {
            client.numeric(Numeric.ERR_ALREADYREGISTERED);
        } else {
            client.registration().setPassword(request.parameter(0));
        }
        return Next.CONTINUE;
    }

    static Next ping(IrcClient client, IrcRequest request) {
        client.line(IrcLine.from(client.server().name(), "PONG")
                .with(client.server().name())
                .ending(request.parameter(0)));
        return Next.CONTINUE;
    }

    static Next quit(IrcClient client, IrcRequest request) {
        client.chat().leave(client.user(), request.text(0));
        return Next.END;
    }

    /** Lets the client in if it has said all there is to say. */
    static Next complete(IrcClient client) {
        Registration registration = client.registration();
        if (registration.isDone() || !registration.isComplete()) {
            return Next.CONTINUE;
        }
        if (registration.isAdmitted()) {
            return letIn(client);
        }
        boolean silent = registration.password().isEmpty() && client.context().access().asksForPassword();
        return silent
                ? turnAway(client, "This server needs a password")
                : client.login().attempt(
                        () -> client.context().access().tryPassword(
                                Cloaks.addressPart(client.user().profile().host()), client.user().address(),
                                registration.password()),
                        verdict -> switch (verdict) {
                            case WRONG -> turnAway(client, Numeric.ERR_PASSWDMISMATCH.text());
                            case CROWDED -> turnAway(client, "Too many passwords wait to be checked");
                            case ADDRESS_CROWDED -> turnAway(client, "Too many passwords from your address at once, "
                                    + "try again in a moment");
                            case ADMITTED -> {
                                registration.admit();
                                yield letIn(client);
                            }
                        });
    }

    private static Next turnAway(IrcClient client, String reason) {
        client.numericEnding(Numeric.ERR_PASSWDMISMATCH, reason);
        client.registration().refuse(reason);
        return Next.END;
    }

    /** A client whose nickname has been taken meanwhile may choose another. */
    private static Next letIn(IrcClient client) {
        Registration registration = client.registration();
        String nick = registration.nick();
        registration.setNick("");
        Outcome<Nickname> claimed = client.chat().newcomers().letIn(client.user(), nick, taken -> new Profile(
                registration.username().orElseThrow(), registration.realName(),
                client.context().cloaks().of(client.user(), taken).host()));
        return client.settle(claimed, "NICK", nick, taken -> {
            registration.finish();
            Welcome.give(client);
        });
    }
}
