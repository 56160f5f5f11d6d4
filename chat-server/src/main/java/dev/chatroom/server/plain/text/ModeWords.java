package dev.chatroom.server.plain.text;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.ModeChange.FlagChange;
import dev.chatroom.core.event.ModeChange.KeyChange;
import dev.chatroom.core.event.ModeChange.LimitChange;
import dev.chatroom.core.event.ModeChange.MaskChange;
import dev.chatroom.core.event.ModeChange.RankChange;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.dialect.TerminalText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The words of the plain dialect for how a room is run. */
final class ModeWords {
    private static final int MOST_NAMED = 3;

    private ModeWords() {}

    /**
     * How a sentence names the room it is about.
     *
     * @param name empty if the reader sees which room it is
     */
    record Place(String name) {
        /** For those who read of it in the room. */
        static final Place HERE = new Place("");

        /** For the one who acts, who may be in several rooms. */
        static Place of(RoomName room) {
            return new Place(room.text());
        }

        String itself() {
            return name.isEmpty() ? "the room" : name;
        }

        /** A blank, the preposition and the name; or nothing. */
        String after(String preposition) {
            return name.isEmpty() ? "" : " " + preposition + " " + name;
        }
    }

    /**
     * Who reads a sentence, in which they are "you".
     *
     * @param id the id of the user; 0 for nobody who is concerned
     * @param nickname what the user is called
     */
    record Reader(long id, String nickname) {
        static final Reader NOBODY = new Reader(0, "");

        static Reader of(Author author) {
            return new Reader(author.userId(), author.nickname().text());
        }

        /** The one who does it, of whom masks speak by name. */
        static Reader acting(Author author) {
            return new Reader(author.userId(), "");
        }

        /** Whether a change of ranks or masks is about the reader. */
        boolean isConcerned(ModeChange change) {
            return switch (change) {
                case RankChange ranking -> ranking.member() == id;
                case MaskChange masking -> masking.meant().contains(nickname);
                case FlagChange flag -> false;
                case KeyChange key -> false;
                case LimitChange limit -> false;
            };
        }
    }

    /**
     * What an operator has done, behind the operator's name or "you".
     *
     * @param reader the user who reads it
     * @param inFull whether to tell how masks find those for whom they are, which is for those who run the room
     */
    static String of(ModeChange change, Reader reader, boolean inFull, Place place) {
        return switch (change) {
            case FlagChange(RoomFlag flag, boolean on) -> flag(flag, on, place);
            case KeyChange(String key) -> key.isEmpty()
                    ? "took the key away" + place.after("from")
                    : "gave " + place.itself() + " a key";
            case LimitChange(int limit) -> limit == 0
                    ? "took the limit away" + place.after("from")
                    : "limited %s to %s".formatted(place.itself(), PlainText.counted(limit, "person", "people"));
            case MaskChange masking -> mask(masking, reader, inFull, place);
            case RankChange ranking -> rank(ranking, reader.isConcerned(ranking), place);
        };
    }

    /**
     * Whom a mask stands for, without its letters and signs.
     *
     * @param meant the names of those for whom it is, as far as they are known
     * @param inFull whether to tell how it finds them
     * @param place what follows on them; may be empty
     */
    static String whom(String mask, List<String> meant, boolean inFull, String place) {
        return whom(mask, meant, Reader.NOBODY, inFull, place);
    }

    private static String whom(String mask, List<String> meant, Reader reader, boolean inFull, String place) {
        if (mask.equals("*!*@*")) {
            return "everybody" + place;
        }
        String how = inFull ? parts(mask, meant) : "";
        if (meant.isEmpty()) {
            return (how.isEmpty() ? absent(mask) : how) + place;
        }
        List<String> named = Stream.concat(
                meant.stream().filter(reader.nickname()::equals).map(own -> "you"),
                meant.stream().filter(other -> !other.equals(reader.nickname()))).toList();
        boolean many = named.size() > MOST_NAMED;
        String names = many
                ? String.join(", ", named.subList(0, MOST_NAMED)) + " and others"
                : listed(named);
        return TerminalText.clean(names) + place + (how.isEmpty() ? "" : " (" + how + ")");
    }

    /** Of a mask that finds nobody here: the name if it is of one name, but not where they come from. */
    private static String absent(String mask) {
        String name = TerminalText.clean(mask.substring(0, Math.max(0, mask.indexOf('!'))));
        return !name.isEmpty() && isExact(name) ? name + " (not here)" : "people who are not here";
    }

    /** What a mask asks for, of name, user and host, in words. */
    private static String parts(String mask, List<String> meant) {
        String shown = TerminalText.clean(mask);
        int user = shown.indexOf('!');
        int host = shown.lastIndexOf('@');
        if (user < 0 || host < user) {
            return shown;
        }
        List<String> parts = new ArrayList<>();
        if (meant.size() == 1 && shown.substring(0, user).equalsIgnoreCase(meant.getFirst())) {
            parts.add("by name");
        } else {
            part("name", shown.substring(0, user), parts);
        }
        part("user", shown.substring(user + 1, host), parts);
        String address = shown.substring(host + 1);
        if (meant.size() == 1 && host == 3 && shown.startsWith("*!*") && isExact(address)) {
            return "under any name"; // A whole host is one person's.
        }
        // The label before the first dot is the person's, so this is how all are found who come from an address.
        boolean whole = address.startsWith("*.") && address.chars().skip(2).noneMatch(c -> c == '*' || c == '?');
        part("address", whole ? address.substring(2) : address, parts);
        return String.join(", ", parts);
    }

    private static void part(String noun, String pattern, List<String> parts) {
        if (!pattern.equals("*")) {
            parts.add((isExact(pattern) ? "the " + noun + " " : "any " + noun + " like ") + pattern);
        }
    }

    private static boolean isExact(String pattern) {
        return pattern.chars().noneMatch(c -> c == '*' || c == '?');
    }

    /** Words as one says them one after the other. */
    static String listed(List<String> words) {
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    private static String flag(RoomFlag flag, boolean on, Place place) {
        String room = place.itself();
        return switch (flag) {
            case INVITE_ONLY -> (on ? "closed %s to the uninvited" : "opened %s to the uninvited").formatted(room);
            case MODERATED -> (on ? "let only operators and people with a voice speak" : "let everybody speak")
                    + place.after("in");
            case MEMBERS_ONLY ->
                (on ? "closed %s to messages from outside" : "opened %s to messages from outside").formatted(room);
            case SECRET -> (on ? "made %s secret" : "put %s back on the list of rooms").formatted(room);
            case TOPIC_LOCKED -> (on ? "locked the topic" : "unlocked the topic") + place.after("of");
        };
    }

    private static String mask(MaskChange change, Reader reader, boolean inFull, Place place) {
        boolean on = change.on();
        String done = switch (change.kind()) {
            case BAN -> on ? "banned " : "lifted the ban on ";
            case BAN_EXCEPTION -> on ? "excepted from bans: " : "no longer excepted from bans: ";
            case MUTE -> on ? "muted " : "unmuted ";
            case MUTE_EXCEPTION -> on ? "excepted from mutes: " : "no longer excepted from mutes: ";
            case INVITE_EXCEPTION -> on ? "invited for good: " : "no longer invited for good: ";
        };
        String preposition = switch (change.kind()) {
            case BAN -> on ? "from" : "in";
            case INVITE_EXCEPTION -> "to";
            case BAN_EXCEPTION, MUTE, MUTE_EXCEPTION -> "in";
        };
        return done + whom(change.mask(), change.meant(), reader, inFull, place.after(preposition));
    }

    private static String rank(RankChange change, boolean own, Place place) {
        String name = change.nickname().text();
        String whom = own ? "you" : name;
        String whose = own ? "your" : name + "'s";
        return switch (change.rank()) {
            case OPERATOR -> change.on()
                    ? "made " + whom + " an operator" + place.after("of")
                    : "took " + whose + " operator rights away" + place.after("in");
            case VOICE -> (change.on() ? "gave " + whom + " a voice" : "took " + whose + " voice away")
                    + place.after("in");
        };
    }
}
