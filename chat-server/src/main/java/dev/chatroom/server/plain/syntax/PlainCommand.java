package dev.chatroom.server.plain.syntax;

import dev.chatroom.server.dialect.NearestWord;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The commands of the plain dialect, in the order in which help lists them. */
public enum PlainCommand {
    HELP("[COMMAND]", "list the commands, or explain one", "h", "?"),
    NICK("NAME", "change your nickname", "name"),
    WHO("[ROOM]", "list who is in the room", "names"),
    WHOIS("NAME", "tell more about somebody"),
    MSG("NAME TEXT", "send a private message", "w", "tell", "whisper"),
    REPLY("TEXT", "answer the last private message", "r"),
    ME("TEXT", "say what you do: /me waves", "emote"),
    JOIN("ROOM [KEY]", "enter a room, or go back to one you are in", "j"),
    LEAVE("[ROOM]", "leave the room", "part"),
    ROOMS("[WORD]", "list the rooms, or those that match", "list"),
    TOPIC("[TEXT]", "show or change the topic; /topic - takes it away"),
    HISTORY("[N|DAY]", "show the last messages again, or those of a day"),
    SEARCH("WORDS", "find what was said: /search tea from:bob after:yesterday", "find"),
    MORE("", "show more of what /history or /search showed"),
    IGNORE("[NAME]", "hide what someone says, or list whom you ignore"),
    UNIGNORE("NAME", "show it again"),
    AWAY("[REASON]", "say that you are away"),
    BACK("", "say that you are back"),
    QUIT("[REASON]", "leave", "exit", "bye"),

    OP(Section.OPERATORS, "NAME", "make somebody an operator of the room too"),
    DEOP(Section.OPERATORS, "NAME", "take that back"),
    VOICE(Section.OPERATORS, "NAME", "let somebody speak where only some may"),
    DEVOICE(Section.OPERATORS, "NAME", "take that back"),
    KICK(Section.OPERATORS, "NAME [REASON]", "put somebody out of the room"),
    BAN(Section.OPERATORS, "NAME|MASK", "put somebody out of the room for good"),
    UNBAN(Section.OPERATORS, "NAME|MASK", "let somebody come back"),
    MUTE(Section.OPERATORS, "NAME", "let somebody read, but not speak"),
    UNMUTE(Section.OPERATORS, "NAME", "let somebody speak again"),
    INVITE(Section.OPERATORS, "NAME", "ask somebody in, who may come even if the room is closed"),
    MODE(Section.OPERATORS, "[WORD VALUE]", "show how the room is run, or change it; see /help mode"),
    OPER(Section.OPERATORS, "NAME", "say that you run the server; the secret is asked for"),
    BANIP(Section.OPERATORS, "ADDRESS", "keep an address or a network out, if you run the server"),
    UNBANIP(Section.OPERATORS, "[ADDRESS]", "let it in again, or list what is kept out"),
    KILL(Section.OPERATORS, "NAME [REASON]", "end somebody's connection, if you run the server"),
    ANNOUNCE(Section.OPERATORS, "TEXT", "tell everybody, if you run the server");

    /** Where help lists a command. */
    public enum Section {
        /** Among those that everybody needs. */
        EVERYBODY,
        /** Among those for running a room. */
        OPERATORS
    }

    private static final Map<String, PlainCommand> BY_WORD = byWord();

    private final Section section;
    private final String arguments;
    private final String summary;
    private final String shortForms;

    PlainCommand(String arguments, String summary, String... shortForms) {
        this(Section.EVERYBODY, arguments, summary, shortForms);
    }

    PlainCommand(Section section, String arguments, String summary, String... shortForms) {
        this.section = section;
        this.arguments = arguments;
        this.summary = summary;
        this.shortForms = String.join(" ", shortForms);
    }

    /** Whether the argument is a name to be given to a user or a room. */
    public boolean takesNewName() {
        return this == NICK || this == JOIN;
    }

    /** The command that a word after the slash stands for, in whatever case. */
    public static Optional<PlainCommand> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word.toLowerCase(Locale.ROOT)));
    }

    /** The word nearest to one that is no command, unless it is better not to follow such advice. */
    public static Optional<String> nearest(String word) {
        Stream<String> words = Arrays.stream(values()).map(PlainCommand::word);
        Stream<String> shortForms = Arrays.stream(values()).flatMap(command -> command.shortForms().stream());
        return NearestWord.of(word, words.toList())
                .or(() -> NearestWord.of(word, shortForms.toList()))
                .filter(near -> of(near).filter(PlainCommand::isHarmless).isPresent());
    }

    /** Whether a command by mistake ends nothing, takes nothing away from anybody, and sends nothing. */
    private boolean isHarmless() {
        return switch (this) {
            case HELP, NICK, WHO, WHOIS, JOIN, ROOMS, TOPIC, HISTORY, SEARCH, MORE, IGNORE, UNIGNORE, AWAY, BACK ->
                true;
            case MODE, OPER, OP, VOICE, UNBAN, UNMUTE, UNBANIP -> true;
            case LEAVE, QUIT, DEOP, DEVOICE, KICK, BAN, MUTE, BANIP, KILL -> false;
            case MSG, REPLY, ME, INVITE, ANNOUNCE -> false;
        };
    }

    /** The word after the slash. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How to write it, such as {@code /nick NAME}. */
    public String usage() {
        return arguments.isEmpty() ? "/" + word() : "/" + word() + " " + arguments;
    }

    /** Where help lists it. */
    public Section section() {
        return section;
    }

    /** What it does, in a few words. */
    public String summary() {
        return summary;
    }

    /** Other words for the same. */
    public List<String> shortForms() {
        return shortForms.isEmpty() ? List.of() : List.of(shortForms.split(" "));
    }

    private static Map<String, PlainCommand> byWord() {
        Map<String, PlainCommand> words = new HashMap<>();
        for (PlainCommand command : values()) {
            words.put(command.word(), command);
            command.shortForms().forEach(word -> words.put(word, command));
        }
        return Map.copyOf(words);
    }
}
