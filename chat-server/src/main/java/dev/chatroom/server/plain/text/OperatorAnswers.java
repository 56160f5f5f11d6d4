package dev.chatroom.server.plain.text;

import static dev.chatroom.server.plain.text.PlainText.counted;

import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.room.MaskEntry;
import dev.chatroom.core.room.RoomModes;
import dev.chatroom.core.room.RoomOwner;
import dev.chatroom.core.room.RoomView;
import dev.chatroom.core.room.RoomView.Member;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.dialect.TerminalText;
import dev.chatroom.server.plain.syntax.Ban;
import dev.chatroom.server.plain.syntax.RoomSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The words of the plain dialect for those who run a room or the server; the grammar is {@link PlainText}'s. */
public final class OperatorAnswers {
    private static final int MASKS_LISTED = 50;

    private OperatorAnswers() {}

    /**
     * How a room is run.
     *
     * @param serverIsRun whether anybody can run the server
     * @param inFull whether it is for somebody who runs it
     */
    public static List<String> howItIsRun(RoomView view, boolean serverIsRun, boolean inFull) {
        RoomModes modes = view.modes();
        List<String> lines = new ArrayList<>();
        lines.add("* how " + view.name() + " is run:");
        lines.add("*   " + whoRunsIt(view, serverIsRun));
        lines.add("*   " + whoComesIn(modes, inFull));
        lines.add("*   " + whoSpeaks(modes));
        lines.add(
                "*   " + (modes.has(RoomFlag.TOPIC_LOCKED)
                        ? "only operators change the topic"
                        : "all who are in it may change the topic"));
        lines.add("*   " + (modes.has(RoomFlag.SECRET)
                ? "it is secret: only those in it see it in /rooms"
                : "everybody sees it in /rooms"));
        lines.addAll(bans(modes.masks(MaskKind.BAN), inFull));
        lines.addAll(mutes(modes.masks(MaskKind.MUTE), inFull));
        return lines;
    }

    private static String whoRunsIt(RoomView view, boolean serverIsRun) {
        List<String> operators = view.members().stream()
                .filter(member -> member.ranks().contains(Rank.OPERATOR))
                .map(member -> member.nickname().text())
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .toList();
        boolean forGood = view.lasts() && operators.isEmpty();
        if (serverIsRun && (forGood || view.owner() == RoomOwner.SERVER_OPERATORS)) {
            return ModeWords.listed(Stream.concat(operators.stream(), Stream.of("those who run the server")).toList())
                    + " run it";
        }
        return switch (operators.size()) {
            case 0 -> forGood ? "nobody can run it" : "nobody runs it, until it is empty and somebody comes in";
            case 1 -> operators.getFirst() + " runs it";
            default -> ModeWords.listed(operators) + " run it";
        };
    }

    private static String whoComesIn(RoomModes modes, boolean inFull) {
        String who = modes.has(RoomFlag.INVITE_ONLY) ? "only people who are invited come in" : "everybody may come in";
        String key = modes.key().isEmpty()
                ? "without a key"
                : "with the key" + (inFull ? " " + TerminalText.clean(modes.key()) : "");
        String limit = modes.limit() == 0
                ? "there is no limit"
                : "there is a limit of " + counted(modes.limit(), "person", "people");
        return who + ", " + key + "; " + limit;
    }

    private static String whoSpeaks(RoomModes modes) {
        String inside = modes.has(RoomFlag.MODERATED)
                ? "only operators and people with a voice speak"
                : "all who are in it may speak";
        return inside + (modes.has(RoomFlag.MEMBERS_ONLY)
                ? "; nobody sends messages from outside"
                : "; everybody may send messages from outside");
    }

    private static List<String> bans(List<MaskEntry> bans, boolean inFull) {
        if (bans.isEmpty()) {
            return List.of("*   nobody is banned");
        }
        return listed("*   banned: ", bans, inFull);
    }

    private static List<String> mutes(List<MaskEntry> mutes, boolean inFull) {
        return mutes.isEmpty() ? List.of() : listed("*   muted: ", mutes, inFull);
    }

    private static List<String> listed(String head, List<MaskEntry> entries, boolean inFull) {
        List<String> whom = entries.stream()
                .limit(MASKS_LISTED)
                .map(entry -> ModeWords.whom(entry.mask(), entry.meant(), inFull, ""))
                .distinct()
                .toList();
        int unlisted = entries.size() - MASKS_LISTED;
        return PlainAnswers.wrapped(head, whom, unlisted > 0 ? " and %,d more".formatted(unlisted) : "");
    }

    // Changing it.

    public static String noSuchSetting(String word) {
        return "* there is nothing called " + TerminalText.clean(word) + " to set"
                + RoomSetting.nearest(word).map(near -> "; did you mean " + near + "?").orElse("; see /help mode");
    }

    public static String usage(RoomSetting setting, Limits limits) {
        String bounds = setting == RoomSetting.KEY
                ? ", of %s at most and without commas".formatted(counted(limits.of(Limit.KEY), "character"))
                : "";
        return "* usage: /mode " + setting.usage() + bounds;
    }

    public static String soAlready(RoomName room) {
        return "* that is so already in " + room;
    }

    /**
     * For somebody who may have had the other room in mind.
     *
     * @param runsIt whether that is one that they run
     */
    public static String elsewhere(String name, RoomName room, RoomName other, boolean runsIt) {
        return "* %s is not in %s, but in %s; ".formatted(name, room, other)
                + (runsIt ? "to act there, type /join " + other + " first" : "you do not run that room");
    }

    /** The same for somebody who does not run the room, and runs another in which the person is. */
    public static String runElsewhere(RoomName room, RoomName other) {
        return "* you do not run %s; to act in %s, type /join %s first".formatted(room, other, other);
    }

    public static String thatIsYou() {
        return "* that is you; /leave leaves the room";
    }

    public static String rankAsBefore(String name, Rank rank, boolean on, RoomName room) {
        String what = switch (rank) {
            case OPERATOR -> (on ? " is an operator already" : " is no operator") + " in ";
            case VOICE -> (on ? " has a voice already" : " has no voice") + " in ";
        };
        return "* " + name + what + room;
    }

    /** For something that was changed while the disk takes nothing. */
    public static String notKept() {
        return "* but that is forgotten if the server restarts before its disk takes something again";
    }

    // Bans.

    public static String roomsKnowNoAddresses() {
        return "* a room is not told IP addresses: /ban NAME holds for the address of NAME, /banip is for who runs the server";
    }

    public static List<String> banned(String name, Ban.Reach reach) {
        return List.of("* " + reach(name, reach) + "; /unban " + name + " ends it");
    }

    public static List<String> muted(String name, RoomName room, Ban.Reach reach, Optional<Member> member) {
        List<String> lines = new ArrayList<>();
        lines.add("* %s may read in %s, but not speak; /unmute %s ends it".formatted(name, room, name));
        lines.add("* " + reach(name, reach));
        member.ifPresent(here -> {
            if (here.ranks().contains(Rank.OPERATOR)) {
                lines.add("* but " + name + " is an operator, who may always speak; /deop " + name + " changes that");
            } else if (here.ranks().contains(Rank.VOICE)) {
                lines.add("* but " + name + " has a voice, and may speak; /devoice " + name + " changes that");
            }
        });
        return lines;
    }

    public static List<String> maskBanned(RoomName room, List<String> present) {
        String head = "* those who are in " + room + " stay, but may not speak; /kick puts them out: ";
        return present.isEmpty() ? List.of() : PlainAnswers.wrapped(head, present, "");
    }

    public static String bannedAlready(String name, RoomName room) {
        return "* " + name + " is banned from " + room + " already";
    }

    public static String notBanned(String whom, RoomName room) {
        String what =
                Ban.isMask(whom) ? "there is no such ban in " + room : clean(whom) + " is not banned from " + room;
        return "* " + what + "; /mode lists the bans";
    }

    /** For somebody who may have had the other room in mind. */
    public static String liftElsewhere(String whom, MaskKind list, RoomName other) {
        String state = list == MaskKind.BAN ? "banned from " : "muted in ";
        return "* but %s is %s%s; to lift that, type /join %s first".formatted(clean(whom), state, other, other);
    }

    public static String mutedAlready(String name, RoomName room) {
        return "* " + name + " is muted in " + room + " already";
    }

    public static String notMuted(String whom, RoomName room) {
        String what = Ban.isMask(whom) ? "there is no such mute in " + room : clean(whom) + " is not muted in " + room;
        return "* " + what + "; /mode lists the mutes";
    }

    private static String reach(String name, Ban.Reach reach) {
        return switch (reach) {
            case ADDRESS -> "that holds for all from the address of " + name + ", whatever their names";
            case PERSON_AMONG_OTHERS -> "that holds for " + name
                    + " under any name, but not for a new connection under another, as others here have the same address";
            case NAME_AMONG_OTHERS -> "that holds for the name " + name + " only, as others here have the same address";
            case NAME -> "that holds for the name " + name + " only";
        };
    }

    // Running the server.

    public static String expelled(String name) {
        return "* " + name + " is out of the chat";
    }

    private static String clean(String text) {
        return TerminalText.clean(text);
    }

    // Addresses, for those who run the server.

    public static String addressBanned(String address) {
        return "* nobody comes in from " + TerminalText.clean(address) + " any more; /unbanip ends that";
    }

    public static String noAddressToBan(String address) {
        return "* " + TerminalText.clean(address) + " is no address or network, such as 10.1.2.3 or 10.1.0.0/16";
    }

    public static String ownAddress(String address) {
        return "* you come from " + TerminalText.clean(address) + " yourself; /kill ends single connections";
    }

    public static String tooManyAddressesBanned() {
        return "* no more addresses can be banned; end other bans with /unbanip first";
    }

    public static String addressBannedNoMore(String address) {
        return "* " + TerminalText.clean(address) + " is not banned any more";
    }

    public static String addressNotBanned(String address) {
        return "* " + TerminalText.clean(address) + " is not banned; /unbanip lists the bans";
    }

    public static String addressesBanned(List<String> addresses) {
        return addresses.isEmpty()
                ? "* no address is banned"
                : "* banned: " + TerminalText.clean(String.join(", ", addresses));
    }
}
