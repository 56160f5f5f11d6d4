package dev.chatroom.server.web;

import dev.chatroom.core.ChatView;
import dev.chatroom.core.User;
import dev.chatroom.core.event.Profile;
import dev.chatroom.server.access.Cloaks;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.http.Request;
import java.util.function.Function;

/**
 * Somebody who asks by HTTP: a user for as long as the answer takes, whom nobody can find, and who is in no room. So the rules
 * of rooms are asked as for anybody else.
 */
final class Visitor implements AutoCloseable {
    private final ServerContext context;
    private final User user;

    private Visitor(ServerContext context, User user) {
        this.context = context;
        this.user = user;
    }

    /** @param profiles what may be known of people by the address that they come from */
    static Visitor from(ServerContext context, Function<String, Profile> profiles, Request request) {
        String address = request.requester().address().getHostAddress();
        return new Visitor(context, context.chat().arrive(address, profiles.apply(address), Visitor::nobodyReads));
    }

    private static void nobodyReads() {
        // Such a user is forgotten, with all that has reached it.
    }

    User user() {
        return user;
    }

    ChatView view() {
        return context.chat().viewFor(user);
    }

    /** The part of the host that is the same for all who come from the address. */
    String household() {
        return Cloaks.addressPart(user.profile().host());
    }

    @Override
    public void close() {
        context.chat().takeOut(user, "");
    }
}
