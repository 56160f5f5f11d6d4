package dev.chatroom.server.dialect.irc;

import dev.chatroom.server.dialect.Next;
import java.util.function.Function;

/** A line that is being acted on: it may have to wait halfway, and then goes on where it was. Owned by the reader. */
final class IrcRequest {
    private final IrcMessage message;

    /** How many targets are done. */
    private int done;

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

    /** Does the same for each target; who has to wait goes on with the one that was not done. */
    Next each(String[] targets, Function<String, Next> action) {
        while (done < targets.length) {
            Next next = targets[done].isEmpty() ? Next.CONTINUE : action.apply(targets[done]);
            if (!(next instanceof Next.Continue)) {
                return next;
            }
            done++;
        }
        return Next.CONTINUE;
    }

    /** The place of the target that is being dealt with. */
    int place() {
        return done;
    }
}
