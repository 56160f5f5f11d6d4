package dev.chatroom.server.irc.message;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.server.dialect.Ctcp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines for something that was said: more than one if it is longer than a line may be. */
public final class MessageLines {
    private static final int LEAST_SPACE = 16;

    private static final String ACTION = Ctcp.MARK + "ACTION ";

    private MessageLines() {}

    /** The lines without their ends; at least one. */
    public static List<String> of(Author author, String target, OutgoingMessage.Kind kind, String text) {
        String source = author.hostmask();
        return switch (kind) {
            case SAID -> lines(source, "PRIVMSG", target, "", text, "");
            case NOTICED -> lines(source, "NOTICE", target, "", text, "");
            case EMOTED -> lines(source, "PRIVMSG", target, ACTION, text, Ctcp.MARK);
            case TAGGED -> List.of(IrcLine.from(source, "TAGMSG").with(target).toString());
        };
    }

    /** Whether it is one line. */
    public static boolean fits(Author author, String target, OutgoingMessage.Kind kind, String text) {
        return of(author, target, kind, text).size() <= 1;
    }

    /** What a client has said in the form of an action; null if it is none. */
    public static @Nullable String action(String text) {
        if (!text.startsWith(ACTION)) {
            return null;
        }
        return text.substring(ACTION.length(), text.endsWith(Ctcp.MARK) ? text.length() - 1 : text.length());
    }

    private static List<String> lines(
            String source, String command, String target, String before, String text, String after) {
        IrcLine first = IrcLine.from(source, command).with(target);
        int left = first.spaceForText() - before.length() - after.length();
        // Names so long that they leave nothing of a line are possible, if the limits are set so.
        int space = Math.max(LEAST_SPACE, left);
        List<String> pieces = LineSplit.split(text, space);
        if (pieces.size() == 1) {
            return List.of(first.ending(before + pieces.getFirst() + after));
        }
        return pieces.stream()
                .map(piece -> IrcLine.from(source, command).with(target).ending(before + piece + after))
                .toList();
    }
}
