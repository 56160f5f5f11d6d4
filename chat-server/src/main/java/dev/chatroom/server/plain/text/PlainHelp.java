package dev.chatroom.server.plain.text;

import dev.chatroom.server.dialect.TerminalText;
import dev.chatroom.server.plain.syntax.PlainCommand;
import dev.chatroom.server.plain.syntax.RoomSetting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The words of the plain dialect for how to use it; the grammar is {@link PlainText}'s. */
public final class PlainHelp {
    /** What may follow {@link PlainCommand#HELP} besides a command. */
    private static final String OPERATORS = "operators";

    /** How long each word is that {@link #hint} looks for. */
    private static final int HINTED_LENGTH = 4;

    private PlainHelp() {}

    /** The answer to a request for help with a word: a command, {@value #OPERATORS}, or nothing. */
    public static List<String> about(String asked) {
        String word = asked.startsWith("/") ? asked.substring(1) : asked;
        if (word.isEmpty()) {
            return overview();
        } else if (OPERATORS.startsWith(word.toLowerCase(Locale.ROOT)) && word.length() >= "operator".length()) {
            return operators();
        }
        return PlainCommand.of(word)
                .map(PlainHelp::command)
                .orElseGet(() -> List.of(unknownCommand(word)));
    }

    public static String usage(PlainCommand command) {
        return "* usage: " + command.usage() + switch (command) {
            case SEARCH -> " [from:NAME] [in:ROOM] [after:DAY] [before:DAY]";
            case HISTORY -> ", or /history before DAY";
            default -> "";
        };
    }

    public static String unknownCommand(String word) {
        return "* there is no /" + TerminalText.clean(word)
                + PlainCommand.nearest(word)
                        .map(name -> "; did you mean /" + name + "?")
                        .orElse("; /help lists the commands");
    }

    /** What somebody should have typed who said this to a room; empty if that may well have been meant. */
    public static Optional<String> hint(String said) {
        if (said.length() != HINTED_LENGTH) {
            return Optional.empty(); // as nearly always
        }
        return switch (said.toLowerCase(Locale.ROOT)) {
            case "quit", "exit" -> Optional.of("* to leave, type /quit");
            case "help" -> Optional.of("* for help, type /help");
            default -> Optional.empty();
        };
    }

    private static List<String> overview() {
        List<String> lines = new ArrayList<>();
        lines.add("* a line is said to the room; a line that begins with // is said with one /");
        lines.addAll(commands(PlainCommand.Section.EVERYBODY));
        lines.add("* /help COMMAND tells its short forms too; /help operators: how to run a room");
        return lines;
    }

    private static List<String> operators() {
        List<String> lines = new ArrayList<>();
        lines.add("* you run a room that you make, and may make others operators");
        lines.add("* those who run the server run the room where everybody begins; see /help oper");
        lines.add("* a room that is kept after all have left it has no operators but them");
        lines.addAll(commands(PlainCommand.Section.OPERATORS));
        return lines;
    }

    private static List<String> commands(PlainCommand.Section section) {
        return Arrays.stream(PlainCommand.values())
                .filter(command -> command.section() == section)
                .map(command -> "*   %-19s %s".formatted(command.usage(), command.summary()))
                .toList();
    }

    private static List<String> command(PlainCommand command) {
        String forms = String.join(", ", command.shortForms().stream().map(form -> "/" + form).toList());
        String also = forms.isEmpty() ? "" : " (also " + forms + ")";
        List<String> lines = new ArrayList<>();
        lines.add("* " + command.usage() + ": " + command.summary() + also);
        lines.addAll(details(command));
        return lines;
    }

    private static List<String> details(PlainCommand command) {
        return switch (command) {
            case JOIN -> List.of("* a room that is not there yet is made, and you run it");
            case ROOMS -> List.of("* rooms whose names contain WORD; with a * or a ? in it, those that match it",
                    "* (0) stands after a room that nobody is in; what was said in it is kept for whoever comes");
            case LEAVE -> List.of("* what follows a ROOM is the reason that is given");
            case BAN -> List.of(
                    "* a NAME is banned by address, or by name if others here have the same address",
                    "* a MASK is nick!user@host, where * stands for anything; it puts nobody out",
                    "* what follows a NAME is the reason that is given; /mode lists the bans");
            case UNBAN -> List.of("* all bans that hold for the NAME are taken back, or just that of the MASK");
            case MUTE -> List.of("* a NAME is muted by address or by name, as with /ban; they still come and go");
            case MODE -> Arrays.stream(RoomSetting.values())
                    .map(setting -> "*   %-20s %s".formatted(setting.usage(), setting.summary()))
                    .toList();
            case HISTORY -> List.of("* a DAY is written 2026-11-20, today or yesterday; /more goes on",
                    "* /history before DAY shows what was said before that day, or before the message with that id");
            case SEARCH -> List.of(
                    "* words and \"words in a row\" in the rooms you are in or could enter; whole words, in any case",
                    "* from:NAME, in:ROOM, after:DAY and before:DAY ask for less; /more shows older ones",
                    "* after:DAY is from that day on, before:DAY ends the day before");
            case HELP, NICK, WHO, WHOIS, MSG, REPLY, ME, TOPIC, MORE, IGNORE, UNIGNORE, AWAY, BACK,
                    QUIT,
                    OP, DEOP, VOICE, DEVOICE, KICK, UNMUTE, INVITE, OPER, KILL, BANIP, UNBANIP,
                    ANNOUNCE ->
                List.of();
        };
    }
}
