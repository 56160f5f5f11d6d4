package dev.chatroom.core.event;

import java.util.Objects;

/**
 * What others may know of a user besides the nickname. The name in full is bounded by {@code Limit.REAL_NAME}; the rest
 * is for whoever lets the user in to bound and to make harmless.
 *
 * @param username what the user is called on the machine they come from, as far as they say; not checked
 * @param realName their name in full, or whatever they say instead; may be empty
 * @param host where they come from, in a form that is for everybody's eyes; may be empty
 */
public record Profile(String username, String realName, String host) {
    /** Of somebody who says nothing. */
    public static final Profile NONE = new Profile("", "", "");

    /** Refuses null. */
    public Profile {
        Objects.requireNonNull(username, "a username is not null, only empty");
        Objects.requireNonNull(realName, "a name in full is not null, only empty");
        Objects.requireNonNull(host, "a host is not null, only empty");
    }

    /** The same user name and host, as in {@code user@host}. */
    public String userAndHost() {
        return username + "@" + host;
    }

    /** The same with another name in full. */
    public Profile withRealName(String changed) {
        return new Profile(username, changed, host);
    }
}
