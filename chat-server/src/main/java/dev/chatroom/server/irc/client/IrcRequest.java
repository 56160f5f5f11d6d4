package dev.chatroom.server.irc.client;

import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.TerminalText;
import dev.chatroom.server.irc.message.IrcMessage;
import java.util.function.Function;

/** A line that is being acted on: it may have to wait halfway, and then goes on where it was. Owned by the reader. */
public final class IrcRequest {
    private final IrcMessage message;

    /** How many targets are done. */
    private int done;

    /** Whether there are more. */
    private boolean more;

    public IrcRequest(IrcMessage message) {
        this.message = message;
    }

    public IrcMessage message() {
        return message;
    }

    public String command() {
        return message.command();
    }

    public boolean has(int place) {
        return message.has(place);
    }

    /** "" if there is none. */
    public String parameter(int place) {
        return message.parameter(place);
    }

    /** A parameter that is there to be read: "" if nothing is to be seen of it, as plain people are shown it. */
    public String text(int place) {
        String text = parameter(place);
        return TerminalText.showsNothing(text) ? "" : text;
    }

    /** The parameter of that place cut at its commas. */
    public String[] list(int place) {
        return parameter(place).split(",", -1);
    }

    /** Whether a parameter is there and says something. */
    public boolean says(int place) {
        return !parameter(place).isEmpty();
    }

    /**
     * Does the same for each target. Who has to wait goes on with the one that was not done; behind a long answer on one, the
     * next is done if this is called again.
     */
    public Next each(String[] targets, Function<String, Next> action) {
        while (done < targets.length) {
            Next next = targets[done].isEmpty() ? Next.CONTINUE : action.apply(targets[done]);
            if (next instanceof Next.Retry || next instanceof Next.End) {
                return next;
            }
            done++;
            more = done < targets.length;
            if (next instanceof Next.More) {
                return next;
            }
        }
        return Next.CONTINUE;
    }

    /** Whether there are targets left of those that {@link #each} was given. */
    public boolean hasMore() {
        return more;
    }

    /** The place of the target that is being dealt with. */
    public int place() {
        return done;
    }
}
