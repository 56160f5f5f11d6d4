package dev.chatroom.server.irc.client;

import java.util.Optional;

/** What a client has said of itself before it is let in (modern.ircdocs.horse, Connection Registration). */
public final class Registration {
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

    public boolean isDone() {
        return done;
    }

    public void finish() {
        done = true;
    }

    /** For any thread. */
    public String nick() {
        return nick;
    }

    public void setNick(String wanted) {
        nick = wanted;
    }

    public boolean isAdmitted() {
        return admitted;
    }

    /** What is left is a nickname that is free. */
    public void admit() {
        admitted = true;
        password = "";
    }

    public void userGiven(String name, String realNameGiven) {
        username = Optional.of(name);
        realName = realNameGiven;
    }

    public Optional<String> username() {
        return username;
    }

    public String realName() {
        return realName;
    }

    public String password() {
        return password;
    }

    public void setPassword(String given) {
        password = given;
    }

    /** Why the client is not let in; empty as long as it may be. */
    public String refusal() {
        return refusal;
    }

    public void refuse(String why) {
        refusal = why;
        password = "";
    }

    public void setNegotiating(boolean now) {
        negotiating = now;
    }

    /** Whether all has been said. */
    public boolean isComplete() {
        return !nick.isEmpty() && username.isPresent() && !negotiating;
    }
}
