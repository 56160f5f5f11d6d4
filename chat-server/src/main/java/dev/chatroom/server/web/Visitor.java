package dev.chatroom.server.web;

import dev.chatroom.core.ChatView;
import dev.chatroom.core.User;
import dev.chatroom.core.event.Profile;
import dev.chatroom.server.access.Cloaks;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.http.Request;
import java.util.function.Function;

/**
 * Somebody who asks by HTTP. Who reads is an outsider, of whom the rules of rooms are asked as of anybody else; who says something
 * is a user for as long as that takes.
 *
 * @param address where the request comes from
 * @param profile what may be known of people from there
 */
record Visitor(ServerContext context, String address, Profile profile) {

    /** @param profiles what may be known of people by the address that they come from */
    static Visitor from(ServerContext context, Function<String, Profile> profiles, Request request) {
        String address = request.requester().address().getHostAddress();
        return new Visitor(context, address, profiles.apply(address));
    }

    /** What the visitor may read. */
    ChatView view() {
        return context.chat().newcomers().viewFrom(address, profile);
    }

    /** The part of the host that is the same for all who come from the address. */
    String household() {
        return Cloaks.addressPart(profile.host());
    }

    /** Becomes a user whom nobody can find. */
    User arrive() {
        return context.chat().arrive(address, profile, Visitor::nobodyReads);
    }

    private static void nobodyReads() {
        // Such a user is forgotten, with all that has reached it.
    }

    void leave(User arrived) {
        context.chat().takeOut(arrived, "");
    }
}
