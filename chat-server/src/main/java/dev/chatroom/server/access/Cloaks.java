package dev.chatroom.server.access;

import dev.chatroom.core.User;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.text.Nickname;

/**
 * What others are shown of where people come from, instead of their addresses. For any thread.
 *
 * <p>A host has a person's label in front, and behind the first dot what stands for the address and its networks. So a
 * mask of the whole host finds one person, {@code *} and the rest of it all who come from the address.
 */
public interface Cloaks {
    /** Leaves everybody as they are. */
    Cloaks NONE = (user, nickname) -> user.profile();

    /**
     * The profile of a user who has no user name of their own choice, under this nickname: the same for the same address
     * and nickname, another for every other.
     */
    Profile of(User user, Nickname nickname);

    /** The part of a host that is the same for all who come from an address. */
    static String addressPart(String host) {
        return host.substring(host.indexOf('.') + 1);
    }
}
