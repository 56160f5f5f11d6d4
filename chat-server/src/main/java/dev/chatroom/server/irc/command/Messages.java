package dev.chatroom.server.irc.command;

import dev.chatroom.core.Membership;
import dev.chatroom.core.Room;
import dev.chatroom.core.event.ChatEvent.DirectMessage;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.event.OutgoingMessage.Kind;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.text.MessageTags;
import dev.chatroom.server.dialect.Ctcp;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.TerminalText;
import dev.chatroom.server.irc.client.IrcClient;
import dev.chatroom.server.irc.client.IrcRequest;
import dev.chatroom.server.irc.client.PersonalLines;
import dev.chatroom.server.irc.client.RoomTarget;
import dev.chatroom.server.irc.message.Away;
import dev.chatroom.server.irc.message.Capability;
import dev.chatroom.server.irc.message.EventLines;
import dev.chatroom.server.irc.message.MessageLines;
import dev.chatroom.server.irc.message.Numeric;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Saying something, to channels and to people (modern.ircdocs.horse, Sending Messages; IRCv3 message-tags). */
final class Messages {
    static final int MOST_TARGETS = 4;

    private static final Outcome<Boolean> SAID = new Outcome.Done<>(true);

    private Messages() {}

    static Next privmsg(IrcClient client, IrcRequest request) {
        String action = MessageLines.action(request.parameter(1));
        return action == null
                ? said(client, request, Kind.SAID, request.parameter(1))
                : said(client, request, Kind.EMOTED, action);
    }

    /** Programs do not answer a NOTICE, so mistakes in it are passed over. */
    static Next notice(IrcClient client, IrcRequest request) {
        return request.says(0) && isSomething(request.parameter(1))
                ? said(client, request, Kind.NOTICED, request.parameter(1))
                : Next.CONTINUE;
    }

    static Next tagmsg(IrcClient client, IrcRequest request) {
        if (!client.has(Capability.MESSAGE_TAGS)) {
            client.numeric(Numeric.ERR_UNKNOWNCOMMAND, "TAGMSG");
            return Next.CONTINUE;
        }
        return said(client, request, Kind.TAGGED, "");
    }

    private static Next said(IrcClient client, IrcRequest request, Kind kind, String text) {
        if (!request.says(0)) {
            client.numericEnding(Numeric.ERR_NORECIPIENT, "No recipient given (" + request.command() + ")");
            return Next.CONTINUE;
        }
        if (kind != Kind.TAGGED && !isSomething(text)) {
            client.numeric(Numeric.ERR_NOTEXTTOSEND);
            return Next.CONTINUE;
        }
        String[] targets = request.list(0);
        if (targets.length > MOST_TARGETS) {
            return refused(client, request, Numeric.ERR_TOOMANYTARGETS, request.parameter(0));
        }
        MessageTags tags = tags(client, request);
        return request.each(targets, target -> {
            OutgoingMessage draft = new OutgoingMessage(kind, text, tags, rank(target));
            String name = draft.rank().isPresent() ? target.substring(1) : target;
            if (!MessageLines.fits(client.user().asAuthor(), target, kind, text)) {
                // Clients know how long their lines may be; if the server cut a line, nobody would learn of it.
                client.numeric(Numeric.ERR_INPUTTOOLONG);
                return Next.CONTINUE;
            }
            return RoomTarget.isChannel(name)
                    ? toRoom(client, request, name, draft)
                    : toPerson(client, request, name, draft);
        });
    }

    /** Whether anybody has something of it: a program, or a person. */
    private static boolean isSomething(String text) {
        return Ctcp.is(text) || !TerminalText.showsNothing(text);
    }

    /** What clients tell each other is passed on; all else that a client writes is for the server. */
    private static MessageTags tags(IrcClient client, IrcRequest request) {
        Map<String, String> tags = new TreeMap<>();
        if (client.has(Capability.MESSAGE_TAGS)) {
            request.message().tags().forEach((key, value) -> {
                if (key.startsWith("+") && MessageTags.isKey(key)) {
                    tags.put(key, value);
                }
            });
        }
        if (client.user().has(UserMode.BOT)) {
            tags.put(MessageTags.BOT, "");
        }
        return MessageTags.of(tags);
    }

    /** The rank that a target's first sign asks for (ISUPPORT token STATUSMSG). */
    private static Optional<Rank> rank(String target) {
        if (target.startsWith("@#")) {
            return Optional.of(Rank.OPERATOR);
        }
        return target.startsWith("+#") ? Optional.of(Rank.VOICE) : Optional.empty();
    }

    private static Next toRoom(IrcClient client, IrcRequest request, String channel, OutgoingMessage draft) {
        Optional<Room> room = RoomTarget.visible(client, channel);
        if (room.isEmpty()) {
            return refused(client, request, Numeric.ERR_NOSUCHCHANNEL, channel);
        }
        Optional<Membership> membership = client.user().membership(room.get().name());
        if (membership.isPresent() && !client.replies().areLabelled()) {
            return ahead(client, request, channel, membership.get(), draft);
        }
        boolean echo = client.has(Capability.ECHO_MESSAGE);
        if (echo) {
            client.replies().answeredByEvent();
        }
        Outcome<RoomEvent> outcome = membership.isPresent()
                ? membership.get().post(draft)
                : client.chat().post(client.user(), room.get(), draft);
        if (draft.kind() == Kind.NOTICED && isRefusedForGood(outcome)) {
            return Next.CONTINUE;
        }
        return client.settle(outcome, request.command(), channel, event -> {
            client.work().countedByChat();
            if (echo && membership.isPresent()) {
                client.replies().answeredByEvent(membership.get(), event.sequence());
            } else if (echo) {
                // Who is not in the room does not read its history.
                EventLines.of(event, client.encoding(), "").lines().forEach(client::line);
            }
        });
    }

    /** With several servers the next line need not wait until this one has its place: only a label has to know it. */
    private static Next ahead(
            IrcClient client, IrcRequest request, String channel, Membership membership, OutgoingMessage draft) {
        boolean quiet = draft.kind() == Kind.NOTICED;
        Outcome<Boolean> outcome = membership.postAhead(draft, why -> {
            if (!quiet) {
                client.notSaid(channel, draft.text(), why);
            }
        }).<Outcome<Boolean>>map(Outcome.Refused::new).orElse(SAID);
        return quiet && isRefusedForGood(outcome)
                ? Next.CONTINUE
                : client.settle(outcome, request.command(), channel, said -> client.work().countedByChat());
    }

    private static Next toPerson(IrcClient client, IrcRequest request, String nick, OutgoingMessage draft) {
        Outcome<DirectMessage> outcome = client.chat().tell(client.user(), nick, draft);
        if (draft.kind() == Kind.NOTICED && isRefusedForGood(outcome)) {
            return Next.CONTINUE;
        }
        return client.settle(outcome, request.command(), nick, told -> {
            client.work().countedByChat();
            if (client.has(Capability.ECHO_MESSAGE)) {
                PersonalLines.told(told, client.encoding()).forEach(client::line);
            }
            // Not as an answer of the server, which would have the label of the request.
            CtcpAnswer.to(told, client).ifPresent(client.user().outbox()::reply);
            if (draft.kind() != Kind.NOTICED && draft.kind() != Kind.TAGGED) {
                client.chat().find(nick)
                        .flatMap(user -> user.away()
                                .map(reason -> client.numericLine(Numeric.RPL_AWAY, Away.text(reason),
                                        user.nickname().text())))
                        .ifPresent(client::line);
            }
        });
    }

    private static Next refused(IrcClient client, IrcRequest request, Numeric numeric, String target) {
        if (!request.command().equals("NOTICE")) {
            client.numeric(numeric, target);
        }
        return Next.CONTINUE;
    }

    private static boolean isRefusedForGood(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?>(var refusal)
                && !(refusal instanceof Refusal.TooFast);
    }
}
