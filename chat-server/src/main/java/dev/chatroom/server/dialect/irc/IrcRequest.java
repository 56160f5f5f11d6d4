package dev.chatroom.server.dialect.irc;

import dev.chatroom.server.dialect.Next;
import java.util.function.Function;

/** A line that is being acted on: it may have to wait halfway, and then goes on where it was. Owned by the reader. */
final class IrcRequest {
    private final IrcMessage message;

    /** How many targets are done. */
    private int done;

    /** Whether there are more. */
    private boolean more;

    IrcRequest(IrcMessage message) {
        this.message = message;
    }

    IrcMessage message() {
        return message;
    }

    String command() {
        return message.command();
    }

    boolean has(int place) {
        return message.has(place);
    }

    /** "" if there is none. */
    String parameter(int place) {
        return message.parameter(place);
    }

    /** The parameter of that place cut at its commas. */
    String[] list(int place) {
        return parameter(place).split(",", -1);
    }

    /** Whether a parameter is there and says something. */
    boolean says(int place) {
        return !parameter(place).isEmpty();
    }

    /**
     * Does the same for each target. Who has to wait goes on with the one that was not done; behind a long answer on one, the
     * next is done if this is called again.
     */
    Next each(String[] targets, Function<String, Next> action) {
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
    boolean hasMore() {
        return more;
    }

    /** The place of the target that is being dealt with. */
    int place() {
        return done;
    }
}
