package dev.chatroom.server.irc.command;

import dev.chatroom.core.User;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.text.Mask;
import dev.chatroom.server.irc.client.IrcClient;
import dev.chatroom.server.irc.client.IrcRequest;
import dev.chatroom.server.irc.message.LineSplit;
import dev.chatroom.server.irc.message.ModeLetters;
import dev.chatroom.server.irc.message.Numeric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a client wants of a channel's modes.
 *
 * @param changes what is to be changed, in order
 * @param lists which lists are to be shown, by their letters
 * @param complaints what makes no sense, as lines
 */
record ModeRequest(List<ModeChange> changes, List<Character> lists, List<String> complaints) {
    private static final int MOST_MASK = 200;

    /** Reads the letters and parameters of a MODE command. */
    static ModeRequest parse(IrcClient client, IrcRequest request) {
        ModeRequest wanted = new ModeRequest(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        String channel = request.parameter(0);
        boolean on = true;
        int next = 2;
        String letters = request.parameter(1);
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            if (letter == '+' || letter == '-') {
                on = letter == '+';
            } else if (takesParameter(letter, on) && request.has(next)) {
                wanted.add(client, channel, letter, on, request.parameter(next));
                next++;
            } else {
                wanted.add(client, letter, on);
            }
            if (wanted.changes.size() == ModeCommand.MOST_CHANGES) {
                break;
            }
        }
        return wanted;
    }

    private static boolean takesParameter(char letter, boolean on) {
        return !ModeLetters.maskKinds(letter).isEmpty()
                || ModeLetters.rank(letter).isPresent()
                || letter == ModeLetters.KEY
                || (letter == ModeLetters.LIMIT && on);
    }

    private void add(IrcClient client, char letter, boolean on) {
        Optional<RoomFlag> flag = ModeLetters.flag(letter);
        if (flag.isPresent()) {
            changes.add(new ModeChange.FlagChange(flag.get(), on));
        } else if (!ModeLetters.maskKinds(letter).isEmpty()) {
            askFor(letter);
        } else if (letter == ModeLetters.KEY && !on) {
            changes.add(new ModeChange.KeyChange(""));
        } else if (letter == ModeLetters.LIMIT && !on) {
            changes.add(new ModeChange.LimitChange(0));
        } else if (letter == ModeLetters.KEY || letter == ModeLetters.LIMIT || ModeLetters.rank(letter).isPresent()) {
            complain(client, Numeric.ERR_NEEDMOREPARAMS, "MODE");
        } else {
            complain(client, Numeric.ERR_UNKNOWNMODE, Character.toString(letter));
        }
    }

    private void add(IrcClient client, String channel, char letter, boolean on, String parameter) {
        Optional<Rank> rank = ModeLetters.rank(letter);
        if (!ModeLetters.maskKinds(letter).isEmpty()) {
            mask(client, channel, letter, on, parameter);
        } else if (rank.isPresent()) {
            Optional<User> user = client.chat().find(parameter);
            user.ifPresentOrElse(
                    member -> changes.add(new ModeChange.RankChange(rank.get(), member.asAuthor(), on)),
                    () -> complain(client, Numeric.ERR_NOSUCHNICK, parameter));
        } else if (letter == ModeLetters.KEY) {
            key(client, channel, on, parameter);
        } else if (parameter.matches("[0-9]{1,7}") && Integer.parseInt(parameter) > 0) {
            changes.add(new ModeChange.LimitChange(Integer.parseInt(parameter)));
        } else {
            complaints.add(client.numericLine(
                    Numeric.ERR_INVALIDMODEPARAM, "A limit is a number from 1 on", channel, "l", parameter));
        }
    }

    /** Once is enough: with many letters one could ask for all of a long list many times. */
    private void askFor(char list) {
        if (!lists.contains(list)) {
            lists.add(list);
        }
    }

    private void complain(IrcClient client, Numeric numeric, String parameter) {
        complaints.add(client.numericLine(numeric, numeric.text(), parameter));
    }

    private void mask(IrcClient client, String channel, char letter, boolean on, String parameter) {
        List<MaskKind> kinds = ModeLetters.maskKinds(letter);
        boolean muting = kinds.size() > 1 && parameter.startsWith(ModeLetters.MUTING);
        String written = muting ? parameter.substring(ModeLetters.MUTING.length()) : parameter;
        if (written.isEmpty()) {
            complaints.add(client.numericLine(Numeric.ERR_INVALIDMODEPARAM, "A mask is nick!user@host", channel,
                    Character.toString(letter), parameter.isEmpty() ? "*" : parameter));
            return;
        }
        String mask = LineSplit.cut(written.replace(' ', '_'), MOST_MASK);
        changes.add(new ModeChange.MaskChange(muting ? kinds.getLast() : kinds.getFirst(), Mask.complete(mask), on));
    }

    private void key(IrcClient client, String channel, boolean on, String key) {
        if (!on) {
            changes.add(new ModeChange.KeyChange(""));
        } else if (key.isEmpty() || key.length() > client.server().limit(Limit.KEY)
                || !key.matches("[^\\s,:\\p{Cntrl}][^\\s,\\p{Cntrl}]*")) {
            complain(client, Numeric.ERR_INVALIDKEY, channel);
        } else {
            changes.add(new ModeChange.KeyChange(key));
        }
    }
}
