package dev.chatroom.server.irc.client;

import dev.chatroom.core.Chat;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.server.dialect.ServerContext;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** What IRC clients are told of the server itself. */
public record IrcServer(ServerContext context) {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    Chat chat() {
        return context.chat();
    }

    /**
     * The name under which the server speaks: that of the house as far as it fits into a host name, letters without
     * their marks, and with a dot in it, by which clients tell servers from users (modern.ircdocs.horse, Servers).
     */
    public String name() {
        String bare = MARKS.matcher(Normalizer.normalize(context.name(), Normalizer.Form.NFKD)).replaceAll("");
        String name = bare.replaceAll("[^A-Za-z0-9.-]+", "-");
        return name.contains(".") ? name : name + ".chat";
    }

    /** The name of the network, which is no more than this server. */
    public String network() {
        return context.name().replace(' ', '-');
    }

    public int limit(Limit limit) {
        return chat().limits().of(limit);
    }
}
