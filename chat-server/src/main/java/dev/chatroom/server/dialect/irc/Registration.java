package dev.chatroom.server.dialect.irc;

import java.util.Optional;

/** What a client has said of itself before it is let in (modern.ircdocs.horse, Connection Registration). */
final class Registration {
    /** The nickname that the client wants, which it has not got before it is let in; empty if none. Read by any thread. */
    private volatile String nick = "";

    private Optional<String> username = Optional.empty();
    private String realName = "";
    private String password = "";
    private String refusal = "";

    /** Whether the client has said the password. */
    private boolean admitted;

    /** Whether the client is still choosing capabilities. */
    private boolean negotiating;

    /** Read by any thread. */
    private volatile boolean done;

    boolean isDone() {
        return done;
    }

    void finish() {
        done = true;
    }

    /** For any thread. */
    String nick() {
        return nick;
    }

    void setNick(String wanted) {
        nick = wanted;
    }

    boolean isAdmitted() {
        return admitted;
    }

    /** What is left is a nickname that is free. */
    void admit() {
        admitted = true;
        password = "";
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
        return !nick.isEmpty() && username.isPresent() && !negotiating;
    }
}
