package dev.chatroom.server.irc.client;

import dev.chatroom.server.irc.message.Capability;
import dev.chatroom.server.irc.message.IrcEncoding;
import dev.chatroom.server.irc.message.IrcLine;
import dev.chatroom.server.irc.message.Numeric;
import java.util.Set;

/**
 * Whom an answer is for: a client as it was when it asked, whatever it does until it reads the answer.
 *
 * @param server the server
 * @param name the name by which the client is addressed
 * @param capabilities what it knows; never changed
 */
public record Recipient(IrcServer server, String name, Set<Capability> capabilities) {
    /** How many bytes of heap one takes; all that it refers to is there in any case. */
    static final int WEIGHT = 24;

    public boolean has(Capability capability) {
        return capabilities.contains(capability);
    }

    public IrcEncoding encoding() {
        return IrcEncoding.of(capabilities);
    }

    /** A numeric that has no text at its end. */
    public String numericWordsLine(Numeric numeric, String... parameters) {
        return begun(numeric, parameters).toString();
    }

    /** A numeric that ends with a text. */
    public String numericLine(Numeric numeric, String ending, String... parameters) {
        return begun(numeric, parameters).ending(ending);
    }

    /** How many bytes of text a numeric with these parameters has space for. */
    public int spaceBehind(Numeric numeric, String... parameters) {
        return begun(numeric, parameters).spaceForText();
    }

    private IrcLine begun(Numeric numeric, String... parameters) {
        IrcLine line = IrcLine.from(server.name(), numeric.digits()).with(name);
        for (String parameter : parameters) {
            line.with(parameter);
        }
        return line;
    }
}
