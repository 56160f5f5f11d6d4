package dev.chatroom.server.dialect.irc;

import java.util.Optional;

/** What a client has said of itself before it is let in (modern.ircdocs.horse, Connection Registration). */
final class Registration {
    private boolean nickGiven;
    private Optional<String> username = Optional.empty();
    private String realName = "";
    private String password = "";
    private String refusal = "";

    /** Whether the client is still choosing capabilities. */
    private boolean negotiating;

    /** Read by any thread. */
    private volatile boolean done;

    boolean isDone() {
        return done;
    }

    void finish() {
        done = true;
        password = "";
    }

    boolean hasNick() {
        return nickGiven;
    }

    void nickGiven() {
        nickGiven = true;
    }

    void userGiven(String name, String realNameGiven) {
        username = Optional.of(name);
        realName = realNameGiven;
    }

    Optional<String> username() {
        return username;
    }

    String realName() {
        return realName;
    }

    String password() {
        return password;
    }

    void setPassword(String given) {
        password = given;
    }

    /** Why the client is not let in; empty as long as it may be. */
    String refusal() {
        return refusal;
    }

    void refuse(String why) {
        refusal = why;
        password = "";
    }

    void setNegotiating(boolean now) {
        negotiating = now;
    }

    /** Whether all has been said. */
    boolean isComplete() {
        return nickGiven && username.isPresent() && !negotiating;
    }
}
