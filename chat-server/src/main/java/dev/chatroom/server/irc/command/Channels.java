package dev.chatroom.server.irc.command;

import dev.chatroom.core.Membership;
import dev.chatroom.core.Room;
import dev.chatroom.core.User;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Outcome.Done;
import dev.chatroom.core.limit.RoomNameRules;
import dev.chatroom.core.room.JoinOptions;
import dev.chatroom.core.room.LeftBehind;
import dev.chatroom.core.room.MemberSelection;
import dev.chatroom.core.room.RoomView;
import dev.chatroom.core.room.ViewScope;
import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.Passage;
import dev.chatroom.server.irc.client.ChannelLines;
import dev.chatroom.server.irc.client.IrcClient;
import dev.chatroom.server.irc.client.IrcReply;
import dev.chatroom.server.irc.client.IrcRequest;
import dev.chatroom.server.irc.client.RoomTarget;
import dev.chatroom.server.irc.history.ChannelWelcome;
import dev.chatroom.server.irc.history.Playback;
import dev.chatroom.server.irc.message.Away;
import dev.chatroom.server.irc.message.Capability;
import dev.chatroom.server.irc.message.Numeric;
import dev.chatroom.server.pace.LongAnswer;
import java.util.Optional;

/** Coming into channels and leaving them, and what they are about (modern.ircdocs.horse, Channel Operations). */
final class Channels {
    private Channels() {}

    /** JOIN; keys belong to the channels of the same place. */
    static Next join(IrcClient client, IrcRequest request) {
        if (request.parameter(0).equals("0")) {
            client.replies().answeredByEvent();
            client.user().memberships().forEach(membership -> leave(client, membership, ""));
            return Next.CONTINUE;
        }
        String[] channels = request.list(0);
        String[] keys = request.list(1);
        return request.each(channels, channel -> {
            String key = request.place() < keys.length ? keys[request.place()] : "";
            return join(client, channel, key, channels.length > 1);
        });
    }

    private static Next join(IrcClient client, String channel, String key, boolean oneOfMany) {
        if (!RoomTarget.isChannel(channel)) {
            client.numeric(Numeric.ERR_NOSUCHCHANNEL, channel);
            return Next.CONTINUE;
        }
        if (RoomTarget.membership(client, channel).isEmpty()) {
            client.replies().answeredByEvent();
        }
        boolean names = !client.has(Capability.NO_IMPLICIT_NAMES);
        Outcome<Membership> outcome = client.chat().join(client.user(), channel, options(client, channel, key, names));
        if (names && outcome instanceof Done<Membership>(Membership own)
                && own.room().view(0, 0).present() > ChannelWelcome.NAMED_AT_ONCE) {
            return client.atLength(NamesCommand.all(client, own));
        }
        Next next = client.settle(outcome, "JOIN", channel, joined -> {
        });
        // Between two of many channels the client has to read: each has an answer of many lines.
        return oneOfMany && outcome instanceof Done
                ? client.atLength(LongAnswer.of(0, () -> {
                }))
                : next;
    }

    private static JoinOptions options(IrcClient client, String channel, String key, boolean names) {
        boolean played = Playback.isWanted(client);
        ViewScope scope = new ViewScope(
                names ? new MemberSelection.AllUpTo(ChannelWelcome.NAMED_AT_ONCE) : MemberSelection.NOBODY,
                played ? Playback.turns(client.context()) : 0, Passage.CHARACTERS_AT_ENTRY);
        Optional<RoomName> room =
                RoomNameRules.parse(channel, client.chat().limits()) instanceof Done<RoomName>(RoomName name)
                        ? Optional.of(name)
                        : Optional.empty();
        String target = room.map(name -> "#" + name).orElse(channel);
        IrcReply welcome = new IrcReply.Welcome(
                client.recipient(), client.replies().tagOfWelcome(), names,
                client.has(Capability.READ_MARKER) ? client.readMarkers().valueOf(target) : "",
                room.flatMap(client.view()::missedSince).orElse(HistoryPoint.BEGINNING),
                played && Playback.isBatch(client.capabilities()) ? client.newBatch() : "");
        return new JoinOptions(key, 0, scope, Optional.of(welcome));
    }

    static Next part(IrcClient client, IrcRequest request) {
        return request.each(request.list(0), channel -> client.counted(() -> RoomTarget.asMember(client, channel,
                membership -> leave(client, membership, request.text(1)))));
    }

    private static Membership leave(IrcClient client, Membership membership, String reason) {
        Optional<String> remark = onLeaving(client, membership);
        client.replies().answeredByEvent();
        client.settle(client.chat().leave(membership, reason), "PART", "", left -> {
            client.replies().answeredByEvent(left, left.room().newest());
            // Asking first would break clients, which have closed the channel's window by now.
            remark.ifPresent(client::remark);
        });
        return membership;
    }

    /** What somebody may not have thought of who leaves now. */
    private static Optional<String> onLeaving(IrcClient client, Membership membership) {
        LeftBehind left = membership.leftBehind();
        // A channel that ends with its last member gets an operator then, as IRC clients expect.
        if (left == LeftBehind.NOTHING || !membership.room().view(0, 0).lasts()) {
            return Optional.empty();
        }
        boolean serverIsRun = client.context().access().hasOperators();
        String forGood = serverIsRun ? "only those who run the server run it now" : "nobody can run it now";
        return Optional.of("You were the only operator of #" + membership.room().name() + ": " + switch (left) {
            case NOTHING, MEMBERS_WITHOUT_OPERATOR -> forGood;
            case MODES_WITHOUT_OPERATOR -> forGood + ", and its modes stay";
        });
    }

    static Next topic(IrcClient client, IrcRequest request) {
        String channel = request.parameter(0);
        if (!request.has(1)) {
            return client.counted(() -> showTopic(client, channel));
        }
        return RoomTarget.asMember(client, channel, membership -> client.settle(
                membership.setTopic(request.text(1)), "TOPIC", channel,
                changed -> client.replies().answeredByEvent()))
                .orElse(Next.CONTINUE);
    }

    private static void showTopic(IrcClient client, String channel) {
        Optional<Room> room = RoomTarget.visible(client, channel);
        if (room.isEmpty()) {
            client.numeric(Numeric.ERR_NOSUCHCHANNEL, channel);
            return;
        }
        RoomView view = client.view().of(room.get(), 0, 0);
        if (view.topic().isSet()) {
            new ChannelLines(client.recipient()).topic(view.name(), view.topic()).forEach(client::line);
        } else {
            client.numeric(Numeric.RPL_NOTOPIC, "#" + view.name());
        }
    }

    /** INVITE; without parameters, into which channels the client is invited. */
    static Next invite(IrcClient client, IrcRequest request) {
        if (!request.says(0)) {
            client.work().charge(client.chat().roomCount() / ListCommand.ROOMS_PER_UNIT);
            return client.counted(() -> {
                client.chat().moderation().invitations(client.user())
                        .forEach(room -> client.numericWords(Numeric.RPL_INVITELIST, "#" + room));
                client.numeric(Numeric.RPL_ENDOFINVITELIST);
            });
        }
        if (!request.says(1)) {
            client.numeric(Numeric.ERR_NEEDMOREPARAMS, "INVITE");
            return Next.CONTINUE;
        }
        String nick = request.parameter(0);
        String channel = request.parameter(1);
        Optional<User> invited = client.chat().find(nick);
        if (invited.isEmpty()) {
            client.numeric(Numeric.ERR_NOSUCHNICK, nick);
            return Next.CONTINUE;
        }
        User user = invited.get();
        return RoomTarget.asMember(client, channel, membership -> client.settle(
                client.chat().moderation().invite(membership, user), "INVITE", channel, done -> {
                    client.numericWords(
                            Numeric.RPL_INVITING, user.nickname().text(), "#" + membership.room().name());
                    user.away().ifPresent(
                            reason -> client.numericEnding(Numeric.RPL_AWAY, Away.text(reason),
                                    user.nickname().text()));
                }))
                .orElse(Next.CONTINUE);
    }

    static Next kick(IrcClient client, IrcRequest request) {
        String[] channels = request.list(0);
        // Either all from one channel, or each from the channel of the same place (RFC 2812 section 3.2.8).
        return request.each(request.list(1), nick -> {
            String channel = channels[Math.min(request.place(), channels.length - 1)];
            return RoomTarget.asMember(client, channel, by -> kick(client, by, nick, request.text(2)))
                    .orElse(Next.CONTINUE);
        });
    }

    private static Next kick(IrcClient client, Membership by, String nick, String reason) {
        Optional<User> user = client.chat().find(nick);
        if (user.isEmpty()) {
            client.numeric(Numeric.ERR_NOSUCHNICK, nick);
            return Next.CONTINUE;
        }
        client.replies().expectEvent();
        return client.settle(client.chat().moderation().kick(by, user.get(), reason), "KICK", "",
                kicked -> client.replies().answeredByEvent(by, by.room().newest()));
    }
}
