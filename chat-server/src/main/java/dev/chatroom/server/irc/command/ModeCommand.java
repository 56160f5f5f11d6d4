package dev.chatroom.server.irc.command;

import dev.chatroom.core.Membership;
import dev.chatroom.core.Room;
import dev.chatroom.core.User;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.ModeChange.FlagChange;
import dev.chatroom.core.event.ModeChange.KeyChange;
import dev.chatroom.core.event.ModeChange.LimitChange;
import dev.chatroom.core.event.ModeChange.MaskChange;
import dev.chatroom.core.event.ModeChange.RankChange;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.ChangeRules;
import dev.chatroom.core.room.RoomModes;
import dev.chatroom.core.room.RoomView;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.irc.client.IrcClient;
import dev.chatroom.server.irc.client.IrcRequest;
import dev.chatroom.server.irc.client.RoomTarget;
import dev.chatroom.server.irc.message.IrcLine;
import dev.chatroom.server.irc.message.IrcMessage;
import dev.chatroom.server.irc.message.ModeLetters;
import dev.chatroom.server.irc.message.Numeric;
import dev.chatroom.server.pace.LongAnswer;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is switched on and off, of channels and of the client itself (modern.ircdocs.horse, MODE). */
final class ModeCommand {
    /** As many as can have a parameter: a message has 15, of which two are the channel and the letters. */
    static final int MOST_CHANGES = IrcMessage.MOST_PARAMETERS - 2;
    private static final int MASKS_PER_UNIT = 16;

    private static final Set<UserMode> FREE = EnumSet.of(UserMode.INVISIBLE, UserMode.BOT, UserMode.WALLOPS);

    private ModeCommand() {}

    static Next mode(IrcClient client, IrcRequest request) {
        return RoomTarget.isChannel(request.parameter(0)) ? ofChannel(client, request) : ofUser(client, request);
    }

    private static Next ofChannel(IrcClient client, IrcRequest request) {
        String channel = request.parameter(0);
        Optional<Room> room = RoomTarget.visible(client, channel);
        if (room.isEmpty()) {
            client.numeric(Numeric.ERR_NOSUCHCHANNEL, channel);
            return Next.CONTINUE;
        }
        if (!request.says(1)) {
            return client.counted(() -> show(client, room.get()));
        }
        ModeRequest wanted = ModeRequest.parse(client, request);
        Next next = wanted.changes().isEmpty() ? client.counted(() -> {
        }) : change(client, room.get(), channel, wanted.changes());
        // Who has to wait is answered once, in the end.
        if (!(next instanceof Next.Retry)) {
            wanted.complaints().forEach(client::line);
        }
        if (next instanceof Next.Continue && !wanted.lists().isEmpty()) {
            Iterator<String> lines =
                    wanted.lists().stream().flatMap(letter -> list(client, room.get(), letter)).iterator();
            return client.atLength(LongAnswer.over(lines, MASKS_PER_UNIT, client::line, () -> {
            }));
        }
        return next;
    }

    private static Next change(IrcClient client, Room room, String channel, List<ModeChange> changes) {
        Optional<Membership> membership = client.user().membership(room.name());
        if (membership.isEmpty()) {
            client.numeric(client.user().has(UserMode.SERVER_OPERATOR)
                    ? Numeric.ERR_NOTONCHANNEL
                    : Numeric.ERR_CHANOPRIVSNEEDED, "#" + room.name());
            return Next.CONTINUE;
        }
        if (!changes.stream().allMatch(one -> isSo(room, one))) {
            client.replies().expectEvent();
        }
        return client.settle(membership.get().change(changes), "MODE", channel, applied -> {
            if (!applied.isEmpty()) {
                client.replies().answeredByEvent();
            }
            if (ChangeRules.last(applied)) {
                client.tellIfNotKept();
            }
        });
    }

    /** Whether a change would change nothing, so that no event answers. */
    private static boolean isSo(Room room, ModeChange change) {
        RoomModes modes = room.modes();
        return switch (change) {
            case FlagChange(RoomFlag flag, boolean on) -> modes.has(flag) == on;
            case KeyChange(String key) -> modes.key().equals(key);
            case LimitChange(int limit) -> modes.limit() == limit;
            case MaskChange(MaskKind kind, String mask, boolean on, List<String> meant) ->
                modes.masks(kind).stream().anyMatch(entry -> entry.mask().equalsIgnoreCase(mask)) == on;
            case RankChange(Rank rank, long member, Nickname called, boolean on) ->
                room.ranksOf(member).filter(ranks -> ranks.contains(rank) == on).isPresent();
        };
    }

    private static void show(IrcClient client, Room room) {
        RoomView view = client.view().of(room, 0, 0);
        String channel = "#" + view.name();
        String modes = ModeLetters.of(view.modes());
        String[] words = (channel + " " + modes).split(" ", -1);
        client.numericWords(Numeric.RPL_CHANNELMODEIS, words);
        client.numericWords(Numeric.RPL_CREATIONTIME, channel, Long.toString(view.createdAt().getEpochSecond()));
    }

    /** Who is banned from a room is for those inside it. */
    private static Stream<String> list(IrcClient client, Room room, char letter) {
        List<MaskKind> kinds = ModeLetters.maskKinds(letter);
        String channel = "#" + room.name();
        if (!client.view().isInside(room.name())) {
            return Stream.of(client.numericLine(
                    Numeric.ERR_NOTONCHANNEL, Numeric.ERR_NOTONCHANNEL.text(), channel));
        }
        RoomModes modes = client.view().of(room, 0, 0).modes();
        return Stream.concat(
                kinds.stream().flatMap(kind -> modes.masks(kind).stream().map(entry -> client.numericWordsLine(
                        entryOf(kind), channel, ModeLetters.parameter(kind, entry.mask()),
                        entry.setBy().hostmask(), Long.toString(entry.at().getEpochSecond())))),
                Stream.of(endOf(kinds.getFirst())).map(end -> client.numericLine(end, end.text(), channel)));
    }

    private static Numeric entryOf(MaskKind kind) {
        return switch (kind) {
            case BAN, MUTE -> Numeric.RPL_BANLIST;
            case BAN_EXCEPTION, MUTE_EXCEPTION -> Numeric.RPL_EXCEPTLIST;
            case INVITE_EXCEPTION -> Numeric.RPL_INVEXLIST;
        };
    }

    private static Numeric endOf(MaskKind kind) {
        return switch (kind) {
            case BAN, MUTE -> Numeric.RPL_ENDOFBANLIST;
            case BAN_EXCEPTION, MUTE_EXCEPTION -> Numeric.RPL_ENDOFEXCEPTLIST;
            case INVITE_EXCEPTION -> Numeric.RPL_ENDOFINVEXLIST;
        };
    }

    private static Next ofUser(IrcClient client, IrcRequest request) {
        User user = client.user();
        Optional<User> meant = client.chat().find(request.parameter(0));
        if (meant.isEmpty()) {
            client.numeric(Numeric.ERR_NOSUCHNICK, request.parameter(0));
        } else if (meant.get() != user) {
            client.numeric(Numeric.ERR_USERSDONTMATCH);
        } else if (!request.says(1)) {
            client.numericWords(Numeric.RPL_UMODEIS, ModeLetters.of(user.modes()));
        } else {
            changeOwn(client, request.parameter(1));
        }
        return Next.CONTINUE;
    }

    private static void changeOwn(IrcClient client, String letters) {
        User user = client.user();
        StringBuilder changed = new StringBuilder();
        boolean unknown = false;
        boolean on = true;
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            if (letter == '+' || letter == '-') {
                on = letter == '+';
                continue;
            }
            Optional<UserMode> mode = ModeLetters.userMode(letter);
            unknown |= mode.isEmpty();
            // Nobody makes an operator of themselves, but one may cease to be it.
            boolean allowed = mode.isPresent()
                    && (FREE.contains(mode.get()) || (mode.get() == UserMode.SERVER_OPERATOR && !on));
            if (allowed && user.set(mode.get(), on)) {
                changed.append(on ? '+' : '-').append(letter);
            }
        }
        if (unknown) {
            client.numeric(Numeric.ERR_UMODEUNKNOWNFLAG);
        }
        if (!changed.isEmpty()) {
            String nick = user.nickname().text();
            client.line(IrcLine.from(user.asAuthor().hostmask(), "MODE").with(nick).ending(changed.toString()));
        }
    }
}
